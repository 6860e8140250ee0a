/* A form made from the schema of a kind, the YAML of what is in it, and what is wrong with it. */
(() => {
  "use strict"

  const { resolve, validate, yaml } = window.agiReview
  const place = document.getElementById("ar-add")
  const chosen = document.getElementById("ar-kind")
  const form = place.querySelector("form")
  const output = document.getElementById("ar-yaml")
  const path = place.querySelector(".ar-form__path")
  const verdict = place.querySelector(".ar-form__verdict")
  const open = document.getElementById("ar-open")
  const download = document.getElementById("ar-download")
  const misread = new Set(place.dataset.misread.split(" "))
  const LONGEST_ADDRESS = 7500
  const SHORT = 1000
  const PAUSE = 250 // ms without a further letter before files are read for what was typed

  let schema, root, number, asked, result
  const make = (tag, properties = {}, ...children) => {
    const node = Object.assign(document.createElement(tag), properties)
    node.append(...children)
    return node
  }
  const words = name => (name[0].toUpperCase() + name.slice(1)).replaceAll("_", " ")
  const load = async address => {
    const answer = await fetch(place.dataset.root + address)
    if (!answer.ok) throw new Error(address)
    return answer.json()
  }

  /* Which entries there are is said by the files of their cards. A small kind has one; that of a large kind names the id
     at which each of its other files begins, of which those are read that hold the ids beginning as was typed. */
  const pause = () => new Promise(done => setTimeout(done, PAUSE))
  const files = new Map()
  const read = name => {
    if (!files.has(name)) {
      const file = load(`cards/${name}.json`)
      file.catch(() => files.delete(name))
      files.set(name, file)
    }
    return files.get(name)
  }
  const cards = async (folder, begin) => {
    const head = await read(folder)
    if (!head.firsts) return head.cards
    const here = Math.max(head.firsts.findLastIndex(first => first <= begin), 0)
    const next = begin && head.firsts[here + 1]?.startsWith(begin) ? [here + 1] : []
    const found = await Promise.all([here, ...next].map(number => read(`${folder}-${number}`)))
    return Object.assign({}, ...found.map(file => file.cards))
  }

  /* Ids of a kind are offered once a field that takes them is reached; of a large kind, those near what is typed. */
  const offer = async (kind, input) => {
    const id = `ar-ids-${kind}`
    const list = document.getElementById(id) ?? make("datalist", { id })
    place.append(list)
    input.setAttribute("list", id)
    const begin = input.value
    await pause()
    if (begin !== input.value) return
    const found = await cards(place.getAttribute(`data-folder-${kind}`), begin)
    if (begin !== input.value || list.cards === found) return
    list.cards = found
    list.replaceChildren(...Object.entries(found).map(([value, { title }]) => make("option", { value, label: title })))
  }

  const control = (node, id) => {
    if (node.enum) {
      return make("select", { id }, make("option", { value: "" }), ...node.enum.map(each => make("option", { value: each, textContent: each })))
    }
    if ((node.maxLength ?? 0) > SHORT) return make("textarea", { id, rows: 4 })
    const input = make("input", { id, autocomplete: "off", spellcheck: !node.pattern })
    if (node.type === "integer") input.inputMode = "numeric"
    if (node["x-refers-to"]) {
      for (const event of ["focus", "input"]) input.addEventListener(event, () => offer(node["x-refers-to"], input).catch(() => {}))
    }
    return input
  }
  const single = (node, label, needed) => {
    const id = `ar-field-${number += 1}`
    const input = control(node, id)
    const help = make("span", { className: "ar-form__help", id: `${id}-help`, textContent: (node.description ?? "").replaceAll("`", "") })
    const fault = make("span", { className: "ar-form__fault", id: `${id}-fault` })
    input.setAttribute("aria-describedby", `${help.id} ${fault.id}`)
    if (needed) input.setAttribute("aria-required", "true")
    const read = (route, at) => {
      at.set(route.join("/"), { input, fault })
      const text = input.value.replaceAll("\r\n", "\n").trim()
      if (!text) return undefined
      return node.type === "integer" && /^-?[0-9]+$/.test(text) ? Number(text) : text
    }
    const name = make("label", { htmlFor: id, textContent: label }, ...(needed ? [make("span", { className: "ar-form__needed", textContent: " needed" })] : []))
    return { element: make("div", { className: "ar-form__field" }, name, help, input, fault), read }
  }
  const grouped = (node, label, needed) => {
    const fault = make("span", { className: "ar-form__fault" })
    const help = make("p", { className: "ar-form__help", textContent: (node.description ?? "").replaceAll("`", "") })
    const element = make("fieldset", {}, make("legend", { textContent: needed ? `${label} (needed)` : label }), help, fault)
    return { element, fault }
  }
  const record = (node, label, needed) => {
    const { element, fault } = grouped(node, label, needed)
    const fields = Object.entries(node.properties).map(([name, each]) => [name, field(each, words(name), node.required?.includes(name))])
    element.append(...fields.map(([, each]) => each.element))
    const read = (route, at) => {
      at.set(route.join("/"), { input: element.querySelector("input, select, textarea"), fault })
      const found = fields.map(([name, each]) => [name, each.read([...route, name], at)]).filter(([, value]) => value !== undefined)
      return found.length ? Object.fromEntries(found) : undefined
    }
    return { element, read }
  }
  const list = (node, label, needed) => {
    const { element, fault } = grouped(node, label, needed)
    const rows = []
    const more = make("button", { type: "button", className: "ar-button", textContent: `Add to ${label.toLowerCase()}` })
    const append = () => {
      const row = field(node.items, `${label} ${rows.length + 1}`, false)
      const remove = make("button", { type: "button", className: "ar-button ar-form__remove", textContent: "Remove" })
      remove.setAttribute("aria-label", `Remove from ${label.toLowerCase()}`)
      row.whole = make("div", { className: "ar-form__row" }, row.element, remove)
      remove.addEventListener("click", () => {
        rows.splice(rows.indexOf(row), 1)
        row.whole.remove()
        more.focus()
        draw()
      })
      rows.push(row)
      more.before(row.whole)
      return row
    }
    more.addEventListener("click", () => { append().element.querySelector("input, select, textarea").focus(); draw() })
    element.append(more)
    if (needed) append()
    const read = (route, at) => {
      const found = []
      at.set(route.join("/"), { input: more, fault })
      for (const row of rows) {
        const value = row.read([...route, found.length], at)
        if (value !== undefined) found.push(value)
      }
      return found.length ? found : undefined
    }
    return { element, read }
  }
  const field = (given, label, needed) => {
    const node = resolve(given, schema)
    if (node.type === "array") return list(node, label, needed)
    if (node.properties) return record(node, label, needed)
    return single(node, label, needed)
  }

  /* Whether there is an entry with an id, once its file was read: what is written is judged again then. */
  const taken = new Map()
  const look = async (folder, id, key) => {
    await pause()
    const there = id === result.id ? id in await cards(folder, id) : undefined
    if (there === undefined) taken.delete(key)
    else taken.set(key, there)
    if (there) draw()
  }
  const isTaken = (folder, id) => {
    const key = `${folder}/${id}`
    if (!taken.has(key)) {
      taken.set(key, false)
      look(folder, id, key).catch(() => taken.delete(key))
    }
    return taken.get(key)
  }
  const idFault = id => {
    if (!id) return "this is needed"
    if (id.length > Number(place.dataset.longestId) || !new RegExp(place.dataset.idPattern).test(id)) return "lower-case letters and digits, parted by single hyphens"
    return isTaken(chosen.selectedOptions[0].dataset.folder, id) ? "an entry has this id already" : ""
  }
  const show = ({ input, fault }, message) => {
    fault.textContent = message
    if (message && input) input.setAttribute("aria-invalid", "true")
  }
  /* What is merely not there yet is said only once somebody wants to take the file away. */
  const draw = () => {
    const at = new Map()
    const id = root.id.read(["#"], at) ?? ""
    const data = Object.fromEntries(root.fields.map(([name, each]) => [name, each.read([name], at)]).filter(([, value]) => value !== undefined))
    for (const { input, fault } of at.values()) {
      fault.textContent = ""
      input?.removeAttribute("aria-invalid")
    }
    const faults = validate(data, schema)
    if (idFault(id)) faults.unshift([["#"], idFault(id)])
    for (const [route, message] of faults) {
      const shown = at.get(route.join("/"))
      if (shown && (asked || shown.input?.value)) show(shown, message)
    }
    const option = chosen.selectedOptions[0]
    const text = `${option.dataset.modeline}\n${yaml(data, misread, JSON.parse(option.dataset.shape))}`
    path.textContent = `entries/${option.dataset.folder}/${id || "…"}.yaml`
    output.textContent = text
    verdict.textContent = faults.length ? `${faults.length} to mend` : "Nothing to mend"
    result = { id, text, first: faults.length ? at.get(faults[0][0].join("/"))?.input ?? form : null }
    const address = `${option.dataset.new}?filename=${encodeURIComponent(`${id}.yaml`)}&value=${encodeURIComponent(text)}`
    open.hidden = !option.dataset.new
    open.href = address.length > LONGEST_ADDRESS ? address.split("&value=")[0] : address
  }
  /* Whether the file may be taken away; if not, the first fault is shown and reached. */
  const ready = () => {
    asked = true
    draw()
    result.first?.focus()
    return !result.first
  }

  const start = async () => {
    const option = chosen.selectedOptions[0]
    const found = await load(`api/schema/${option.value}.schema.json`)
    if (option !== chosen.selectedOptions[0]) return
    schema = found
    number = 0
    asked = false
    const description = "The name of the file and the end of the page's address, such as kirillov2023segment. It never changes."
    root = {
      id: single({ type: "string", pattern: place.dataset.idPattern, description }, "Id", true),
      fields: option.dataset.fields.split(" ").map(name => [name, field(schema.properties[name], words(name), schema.required.includes(name))]),
    }
    form.replaceChildren(root.id.element, ...root.fields.map(([, each]) => each.element))
    draw()
    place.hidden = false
    place.dataset.kind = option.value
  }

  form.addEventListener("input", () => draw())
  form.addEventListener("submit", event => { event.preventDefault(); ready() })
  chosen.addEventListener("change", () => start().catch(() => {}))
  open.addEventListener("click", event => { if (!ready()) event.preventDefault() })
  download.addEventListener("click", () => {
    if (!ready()) return
    const address = URL.createObjectURL(new Blob([result.text], { type: "application/yaml" }))
    make("a", { href: address, download: `${result.id}.yaml` }).click()
    setTimeout(() => URL.revokeObjectURL(address), 0)
  })
  start().catch(() => {})
})()
