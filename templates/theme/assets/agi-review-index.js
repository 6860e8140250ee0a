/* Filtering, sorting and exporting the list of an index page. The list is complete without this script;
   the state stands in the address, so that it can be shared and Back works. */
(() => {
  "use strict"

  const index = document.querySelector("[data-ar-index]")
  if (!index) return
  const form = index.querySelector(".ar-filter__form")
  const panel = index.querySelector(".ar-filter")
  const status = index.querySelector("[role=status]")
  const chips = index.querySelector(".ar-state__chips")
  const nothing = index.querySelector(".ar-state__nothing")
  const sort = index.querySelector("[name=sort]")
  const { noun, kind } = index.dataset
  const CLEAR = "Clear all"
  const facets = [...form.querySelectorAll("fieldset")].map(set => ({
    name: set.dataset.facet,
    label: set.querySelector("legend").textContent,
    many: "many" in set.dataset,
    options: [...set.querySelectorAll("input")].map(box => ({
      box,
      value: box.value,
      label: box.nextElementSibling.textContent,
      count: box.parentElement.querySelector(".ar-count"),
      row: box.parentElement,
    })),
  }))
  const bodies = [...index.querySelectorAll("table.ar-table > tbody")]
  const rows = bodies.flatMap(body => [...body.rows]).map((row, place) => ({
    row,
    place,
    text: row.textContent.replace(/\s+/g, " ").toLowerCase(),
    values: Object.fromEntries(facets.map(facet => [facet.name, (row.dataset[facet.name] ?? "").split(" ")])),
  }))

  /* What is chosen: values by facet, words, column. */
  const chosen = () => Object.fromEntries(
    facets.map(facet => [facet.name, facet.options.filter(o => o.box.checked).map(o => o.value)]),
  )
  const holds = (facet, picked, entry) => {
    if (!picked.length) return true
    const has = value => entry.values[facet.name].includes(value)
    return facet.many ? picked.every(has) : picked.some(has)
  }
  const words = () => form.elements.q.value.toLowerCase().split(/\s+/).filter(Boolean)

  const show = () => {
    const picked = chosen()
    const asked = words()
    const found = rows.filter(entry => asked.every(word => entry.text.includes(word)))
    const matches = found.filter(entry => facets.every(facet => holds(facet, picked[facet.name], entry)))
    const shown = new Set(matches)
    for (const entry of rows) entry.row.hidden = !shown.has(entry)
    for (const body of bodies) {
      const left = [...body.rows].filter(row => !row.hidden).length
      const section = body.closest(".ar-section")
      body.parentElement.hidden = left === 0
      if (!section) continue
      section.hidden = left === 0
      section.querySelector("h2 .ar-count").textContent = left
    }
    /* A count says what a click would give. */
    for (const facet of facets) {
      const others = found.filter(entry => facets.every(
        other => (other === facet && !facet.many) || holds(other, picked[other.name], entry),
      ))
      for (const option of facet.options) {
        const count = others.filter(entry => entry.values[facet.name].includes(option.value)).length
        option.count.textContent = count
        option.row.classList.toggle("ar-filter__none", count === 0 && !option.box.checked)
      }
    }
    const all = rows.length
    status.textContent = matches.length === all ? `${all} ${noun}` : `${matches.length} of ${all} ${noun}`
    for (const button of index.querySelectorAll("[data-ar-export]")) {
      button.disabled = matches.length === 0
    }
    drawChips(picked, asked)
    drawNothing(matches.length === 0, picked, asked, found)
    const active = Object.values(picked).flat().length + (asked.length ? 1 : 0)
    panel.querySelector("summary").textContent = active ? `Filter (${active})` : "Filter"
  }

  const chip = (text, clear) => {
    const item = document.createElement("li")
    const button = document.createElement("button")
    button.type = "button"
    button.className = "ar-chip"
    button.textContent = text
    if (text !== CLEAR) {
      const cross = document.createElement("span")
      cross.textContent = " ×"
      cross.setAttribute("aria-hidden", "true")
      button.append(cross)
      button.setAttribute("aria-label", `Remove ${text}`)
    }
    button.addEventListener("click", () => { clear(); changed(); form.elements.q.focus() })
    item.append(button)
    return item
  }
  const uncheck = facet => () => { for (const option of facet.options) option.box.checked = false }
  const drawChips = (picked, asked) => {
    const items = facets.filter(facet => picked[facet.name].length).map(facet => {
      const labels = facet.options.filter(o => o.box.checked).map(o => o.label)
      return chip(`${facet.label.toLowerCase()}: ${labels.join(facet.many ? " and " : " or ")}`, uncheck(facet))
    })
    if (asked.length) items.push(chip(`“${asked.join(" ")}”`, () => { form.elements.q.value = "" }))
    if (items.length > 1) items.push(chip(CLEAR, () => form.reset()))
    chips.replaceChildren(...items)
  }
  const drawNothing = (empty, picked, asked, found) => {
    nothing.hidden = !empty
    if (!empty) return
    /* The one filter whose removal gives most. */
    const offers = facets.filter(facet => picked[facet.name].length).map(facet => ({
      facet,
      count: found.filter(entry => facets.every(
        other => other === facet || holds(other, picked[other.name], entry),
      )).length,
    })).sort((one, other) => other.count - one.count)
    const [, text] = nothing.querySelectorAll("p")
    const actions = nothing.querySelector(".ar-actions")
    actions.replaceChildren()
    const best = offers[0]
    text.textContent = best?.count
      ? `Without the filter “${best.facet.label.toLowerCase()}” there would be ${best.count}.`
      : asked.length ? "No entry holds these words." : "Remove a filter to see more."
    const button = (label, act) => {
      const made = document.createElement("button")
      made.type = "button"
      made.className = "ar-button"
      made.textContent = label
      made.addEventListener("click", () => { act(); changed() })
      actions.append(made)
    }
    if (best?.count) button("Remove that filter", uncheck(best.facet))
    button(CLEAR, () => form.reset())
  }

  /* Order: as listed, or by a column; numbers by size, the rest by the alphabet. */
  const cell = (row, column) => row.cells[column]
  const key = (row, column) => {
    const text = cell(row, column).textContent.trim()
    return cell(row, column).classList.contains("ar-num") ? -Number(text.replace(/[^\d.-]/g, "")) : text.toLowerCase()
  }
  const order = () => {
    const column = sort.value
    for (const head of index.querySelectorAll("thead th")) {
      const here = column !== "" && head.cellIndex === Number(column)
      if (here) head.setAttribute("aria-sort", head.classList.contains("ar-num") ? "descending" : "ascending")
      else head.removeAttribute("aria-sort")
    }
    for (const body of bodies) {
      const mine = rows.filter(entry => entry.row.parentElement === body)
      mine.sort((one, other) => {
        if (column === "") return one.place - other.place
        const [a, b] = [key(one.row, column), key(other.row, column)]
        return a < b ? -1 : a > b ? 1 : one.place - other.place
      })
      body.append(...mine.map(entry => entry.row))
    }
  }

  /* The address holds the state. */
  const write = () => {
    const query = new URLSearchParams()
    for (const [name, values] of Object.entries(chosen())) for (const value of values) query.append(name, value)
    if (words().length) query.set("q", form.elements.q.value.trim())
    if (sort.value) query.set("sort", sort.value)
    const search = query.size ? `?${query}` : location.pathname
    if ((query.size ? `?${query}` : "") !== location.search) history.pushState(null, "", search)
  }
  const read = () => {
    const query = new URLSearchParams(location.search)
    for (const facet of facets) {
      const asked = query.getAll(facet.name)
      for (const option of facet.options) option.box.checked = asked.includes(option.value)
    }
    form.elements.q.value = query.get("q") ?? ""
    sort.value = query.get("sort") ?? ""
    order()
    show()
  }
  const changed = () => { write(); show() }

  /* Exactly the rows that are shown, in the order they are shown. */
  const plain = node => {
    const copy = node.cloneNode(true)
    for (const mark of copy.querySelectorAll(".ar-mark, .ar-table__sub")) mark.remove()
    return copy.textContent.replace(/\s+/g, " ").trim()
  }
  const table = () => {
    const heads = [...index.querySelector("thead tr").cells].map(plain)
    const body = bodies.flatMap(each => [...each.rows]).filter(row => !row.hidden)
    return [heads, ...body.map(row => [...row.cells].map(plain))]
  }
  /* A leading =, +, - or @ would be a formula to a spreadsheet. */
  const csv = text => `"${text.replace(/^(?=[=+\-@])/, "'").replaceAll('"', '""')}"`
  const markdown = () => {
    const [heads, ...body] = table().map(row => row.map(text => text.replaceAll("|", "\\|")))
    return [heads, heads.map(() => "---"), ...body].map(row => `| ${row.join(" | ")} |`).join("\n")
  }
  const bibtex = async () => {
    const answer = await fetch("../downloads/agi-review.bib")
    const records = (await answer.text()).split(/\n(?=@)/)
    const ids = bodies.flatMap(each => [...each.rows]).filter(row => !row.hidden)
      .map(row => row.querySelector("th a").pathname.split("/").at(-2))
    const byId = new Map(records.map(record => [record.slice(record.indexOf("{") + 1, record.indexOf(",")), record]))
    return ids.map(id => byId.get(id)?.trim()).filter(Boolean).join("\n\n")
  }
  const save = (text, ending, type) => {
    const link = document.createElement("a")
    link.href = URL.createObjectURL(new Blob([`${text}\n`], { type: `${type};charset=utf-8` }))
    link.download = `${kind}s.${ending}`
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 1000)
  }
  index.addEventListener("click", event => {
    const format = event.target.dataset?.arExport
    if (format === "csv") save(table().map(row => row.map(csv).join(",")).join("\r\n"), "csv", "text/csv")
    if (format === "md") save(markdown(), "md", "text/markdown")
    if (format === "bib") {
      bibtex().then(text => save(text, "bib", "application/x-bibtex"), () => {
        status.textContent = "The records could not be read"
      })
    }
    const more = event.target.closest(".ar-filter__all")
    if (more) {
      const open = more.getAttribute("aria-expanded") !== "true"
      more.setAttribute("aria-expanded", String(open))
      more.closest("fieldset").classList.toggle("ar-filter__open", open)
      more.textContent = open ? "fewer" : `${more.closest("fieldset").querySelectorAll(".ar-filter__more").length} more`
    }
  })

  let typing
  form.addEventListener("submit", event => event.preventDefault())
  form.addEventListener("change", changed)
  form.elements.q.addEventListener("input", () => {
    clearTimeout(typing)
    typing = setTimeout(changed, 150)
  })
  sort.addEventListener("change", () => { order(); write() })
  addEventListener("popstate", read)
  if (matchMedia("(max-width: 76.1875em)").matches) panel.open = false
  read()
})()
