/* Models side by side: takes the chosen rows out of the table of all models and stands them next to each other.
   Which ones, and whether rows that all share are hidden, stands in the address. */
(() => {
  "use strict"

  const { flat, plain, csv, markdown, save, link, query, idsIn, rows: source } = window.agiReview
  const side = document.querySelector(".ar-side")
  const all = document.querySelector(".ar-all")
  if (!side || !all) return
  const most = Number(side.dataset.most)
  const heading = document.querySelector("h1")
  const lede = document.querySelector(".ar-lede")
  const differ = side.querySelector("[name=differ]")
  const status = side.querySelector("[role=status]")
  const form = side.querySelector("form")
  const region = side.querySelector(".ar-matrix")
  const [copy] = side.querySelectorAll("[data-ar-copy-text]")
  let rows = new Map() // those of the chosen models
  const nameOf = id => link(rows.get(id)).textContent
  const properties = [...all.querySelectorAll("thead [data-group]")]
    .map(head => ({ group: head.dataset.group, label: head.textContent, column: head.cellIndex }))
  const NUMBERS = ["No", "One", "Two", "Three", "Four", "Five", "Six"]
  const whole = { title: document.title, heading: heading.textContent }

  const chosen = () => [...new Set(idsIn("models"))].filter(id => rows.has(id)).slice(0, most)
  const names = side.querySelector("datalist")
  const offer = async () => {
    const offered = (await source.named(flat(form.elements.name.value))).filter(({ id }) => !rows.has(id)).map(({ name }) => name)
    names.replaceChildren(...offered.sort((a, b) => a.localeCompare(b, "en")).map(name => element("option", { value: name })))
  }
  const unknown = () => idsIn("models").filter(id => !rows.has(id))
  const go = ids => {
    const parameters = new URLSearchParams(location.search)
    parameters.delete("differ")
    if (differ.checked) parameters.set("differ", "yes")
    history.pushState(null, "", query(parameters, "models", ids) || location.pathname)
    return show()
  }

  /* What a cell says in one line: each fact with its source, or the names behind a count, in brackets. */
  const NOTES = ".ar-facts__note, .ar-table__sub"
  const said = cell => [...cell.querySelectorAll(".ar-fact")].map(fact => {
    const note = fact.querySelector(NOTES)
    const value = plain(fact, `.ar-mark, ${NOTES}`)
    return note ? `${value} (${flat(note.textContent)})` : value
  }).join("; ")
  /* Rows are alike if the values are: the same value from two sources is no difference. */
  const value = cell => [...cell.querySelectorAll(".ar-fact")]
    .map(fact => plain(fact, ".ar-mark, .ar-facts__note")).join("; ")

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name)
    for (const [key, text] of Object.entries(attributes)) made.setAttribute(key, text)
    made.append(...children)
    return made
  }
  const head = (id, ids) => {
    const cell = element("th", { scope: "col" })
    const copied = rows.get(id).cells[0].cloneNode(true)
    copied.querySelector(".ar-pick")?.remove()
    const remove = element("button", { class: "ar-side__remove", type: "button", "aria-label": `Remove ${nameOf(id)}` }, "×")
    remove.addEventListener("click", async () => {
      const place = ids.indexOf(id)
      await go(ids.filter(other => other !== id))
      const left = region.querySelectorAll(".ar-side__remove")
      ;(left[Math.min(place, left.length - 1)] ?? form.elements.name).focus()
    })
    cell.append(...copied.childNodes, remove)
    return cell
  }
  const table = ids => {
    const made = element("table", { class: "ar-table ar-table--plain ar-matrix__side" })
    const columns = element("colgroup", {}, element("col", { class: "ar-w14" }), ...ids.map(() => element("col")))
    const corner = element("td", {}, element("span", { class: "ar-hidden" }, "Property"))
    const heads = element("thead", {}, element("tr", {}, corner, ...ids.map(id => head(id, ids))))
    made.append(element("caption", { class: "ar-hidden" }, heading.textContent), columns, heads)
    let shown = 0
    for (const group of new Set(properties.map(property => property.group))) {
      const body = element("tbody")
      for (const property of properties.filter(each => each.group === group)) {
        const cells = ids.map(id => rows.get(id).cells[property.column])
        if (differ.checked && new Set(cells.map(value)).size < 2) continue
        const copies = cells.map(cell => element("td", {}, ...cell.cloneNode(true).childNodes))
        body.append(element("tr", {}, element("th", { scope: "row" }, property.label), ...copies))
        shown += 1
      }
      if (!body.rows.length) continue
      const name = element("th", { scope: "rowgroup", colspan: ids.length + 1 }, element("span", {}, group))
      body.prepend(element("tr", { class: "ar-table__group" }, name))
      made.append(body)
    }
    return [made, shown]
  }
  const shownRows = () => [...region.querySelectorAll("tbody > tr:not(.ar-table__group)")]
  const exported = () => [
    ["Property", ...chosen().map(nameOf)],
    ...shownRows().map(row => [row.cells[0].textContent, ...[...row.cells].slice(1).map(said)]),
  ]

  const show = async () => {
    rows = await source.byId([...new Set(idsIn("models"))])
    const ids = chosen()
    const asked = idsIn("models").length > 0
    side.hidden = !asked
    all.hidden = asked
    lede.hidden = asked
    heading.textContent = asked ? `${NUMBERS[ids.length]} ${ids.length === 1 ? "model" : "models"} side by side` : whole.heading
    document.title = asked ? whole.title.replace(whole.heading, heading.textContent) : whole.title
    if (!asked) return
    differ.checked = new URLSearchParams(location.search).get("differ") === "yes"
    const [made, shown] = table(ids)
    region.replaceChildren(made)
    const missing = unknown().length ? ` · not in this base: ${unknown().join(", ")}` : ""
    status.textContent = `${shown} of ${properties.length} rows${missing}`
    form.hidden = ids.length >= most
    copy.dataset.arCopyText = markdown(exported())
    if (!source.still) await offer()
  }

  if (source.still) form.elements.name.addEventListener("input", offer)
  form.addEventListener("submit", async event => {
    event.preventDefault()
    const field = form.elements.name
    const typed = flat(field.value).toLowerCase()
    if (!typed) return
    const left = (await source.named(typed)).filter(({ id }) => !rows.has(id))
    const found = left.filter(({ id, name }) => name.toLowerCase() === typed || id === typed)
    const near = found.length ? found : left.filter(({ name }) => name.toLowerCase().startsWith(typed))
    if (near.length !== 1) {
      status.textContent = near.length ? `${near.length} models begin with “${field.value}”` : `No other model is called “${field.value}”`
      return
    }
    field.value = ""
    await go([...chosen(), near[0].id])
    ;(form.hidden ? differ : field).focus()
  })
  differ.addEventListener("change", () => go(chosen()))
  side.querySelector("[data-ar-save]").addEventListener("click", () => save(csv(exported()), "comparison.csv", "text/csv"))
  addEventListener("popstate", show)
  show()
})()
