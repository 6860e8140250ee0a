/* Filtering, sorting and exporting the list of an index page. The list is complete without this script;
   the state stands in the address, so that it can be shared and Back works.

   Rows are read once, and for every value of a facet there is a set of bits, one a row: what a click gives is
   counted without looking at the page again. Only rows that are shown stand in the page, a few hundred at a time. */
(() => {
  "use strict"

  const { flat, plain, csv, markdown, save, link, idOf } = window.agiReview
  const index = document.querySelector("[data-ar-index]")
  if (!index) return
  const form = index.querySelector(".ar-filter__form")
  const panel = index.querySelector(".ar-filter")
  const status = index.querySelector("[role=status]")
  const chips = index.querySelector(".ar-state__chips")
  const nothing = index.querySelector(".ar-state__nothing")
  const sort = index.querySelector("[name=sort]")
  const rest = index.querySelector(".ar-rest")
  const { noun, kind } = index.dataset
  const CLEAR = "Clear all"
  const STEP = 200 // rows drawn at once
  const WHOLE = 300 // up to so many are never divided; the style sheet hides the rest until they are taken out
  const UNKNOWN = "not-looked-at"
  const bodies = [...index.querySelectorAll("table.ar-table > tbody")]
  const rows = []
  const parts = bodies.map(body => {
    const head = body.querySelector(".ar-table__group")
    const section = body.closest(".ar-section")
    const count = (head ?? section?.querySelector("h2"))?.querySelector(".ar-count")
    const first = rows.length
    for (const row of body.rows) if (row !== head) rows.push(row)
    return { body, head, count, first, last: rows.length, block: head ? body : section ?? body.parentElement }
  })
  const partOf = parts.flatMap((part, place) => Array(part.last - part.first).fill(place))

  /* Sets of rows as bits, 32 to a number. */
  const size = Math.ceil(rows.length / 32)
  const none = () => new Uint32Array(size)
  const every = none().fill(0xffffffff)
  if (rows.length % 32) every[size - 1] = 2 ** (rows.length % 32) - 1
  const add = (set, row) => { set[row >>> 5] |= 1 << (row & 31) }
  const has = (set, row) => (set[row >>> 5] >>> (row & 31)) & 1
  const and = (one, other) => one.map((word, place) => word & other[place])
  const or = (one, other) => one.map((word, place) => word | other[place])
  const shared = (one, other) => {
    let total = 0
    for (let place = 0; place < size; place += 1) {
      let word = one[place] & other[place]
      word -= (word >>> 1) & 0x55555555
      word = (word & 0x33333333) + ((word >>> 2) & 0x33333333)
      total += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
    }
    return total
  }

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
      rows: none(),
    })),
  }))
  for (const facet of facets) {
    const options = new Map(facet.options.map(option => [option.value, option]))
    rows.forEach((row, place) => {
      for (const value of (row.dataset[facet.name] ?? UNKNOWN).split(" ")) {
        const option = options.get(value)
        if (option) add(option.rows, place)
      }
    })
  }

  /* What is chosen: values by facet, words, column. */
  const picked = facet => facet.options.filter(option => option.box.checked)
  const holding = facet => picked(facet).map(option => option.rows).reduce(
    (set, other) => (facet.many ? and : or)(set, other), facet.many || !picked(facet).length ? every : none(),
  )
  const fold = text => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase()
  const words = () => fold(form.elements.find.value).split(/\s+/).filter(Boolean)
  /* What a row says, and all authors of a paper, who stand in its citation for machines. */
  const said = row => {
    const citation = new URLSearchParams(row.querySelector(".Z3988")?.title)
    return fold(flat([row.textContent, ...citation.getAll("rft.au")].join(" ")))
  }
  let texts
  const finding = asked => {
    if (!asked.length) return every
    texts ??= rows.map(said)
    const found = none()
    texts.forEach((text, row) => { if (asked.every(word => text.includes(word))) add(found, row) })
    return found
  }

  /* Order: as listed, or by a column; numbers by size, the rest by the alphabet. */
  const listed = rows.map((_, place) => place)
  const orders = new Map([["", listed]])
  const key = (row, column) => {
    const cell = row.cells[column]
    const text = plain(cell)
    return cell.classList.contains("ar-num") ? -Number(text.replace(/[^\d.-]/g, "")) : text.toLowerCase()
  }
  const ordered = column => {
    if (!orders.has(column)) {
      const keys = rows.map(row => key(row, Number(column)))
      orders.set(column, [...listed].sort((one, other) => partOf[one] - partOf[other]
        || (keys[one] < keys[other] ? -1 : keys[one] > keys[other] ? 1 : one - other)))
    }
    return orders.get(column)
  }
  const order = () => {
    const column = sort.value
    for (const head of index.querySelectorAll("thead tr:last-child th")) {
      const here = column !== "" && head.cellIndex === Number(column)
      if (here) head.setAttribute("aria-sort", head.classList.contains("ar-num") ? "descending" : "ascending")
      else head.removeAttribute("aria-sort")
    }
  }

  /* The rows that match, in their order, and how many of them are drawn. */
  let matches = listed
  let drawn = 0
  const draw = limit => {
    drawn = matches.length <= WHOLE ? matches.length : Math.min(limit, matches.length)
    const found = parts.map(() => [])
    matches.forEach((row, place) => { if (place < drawn) found[partOf[row]].push(rows[row]) })
    parts.forEach((part, place) => {
      part.body.replaceChildren(...(part.head ? [part.head] : []), ...found[place])
    })
    rest.hidden = drawn === matches.length
    const [more, whole] = rest.querySelectorAll("button")
    rest.querySelector("span").textContent = `${drawn.toLocaleString("en")} of ${matches.length.toLocaleString("en")} rows are drawn.`
    more.textContent = `Show ${Math.min(STEP, matches.length - drawn)} more`
    whole.textContent = `Show all ${matches.length.toLocaleString("en")}`
  }
  const reveal = limit => {
    const last = rows[matches[drawn - 1]]
    draw(limit)
    link(rows[matches[matches.indexOf(rows.indexOf(last)) + 1]])?.focus()
  }

  const show = () => {
    const asked = words()
    const found = finding(asked)
    const holds = facets.map(holding)
    const all = holds.reduce(and, found)
    matches = ordered(sort.value).filter(row => has(all, row))
    for (const part of parts) {
      let left = 0
      for (let row = part.first; row < part.last; row += 1) left += has(all, row)
      part.block.hidden = left === 0
      if (part.count) part.count.textContent = left.toLocaleString("en")
    }
    draw(STEP)
    /* A count says what a click would give. */
    facets.forEach((facet, place) => {
      const others = facet.many ? all : holds.reduce((set, other, at) => (at === place ? set : and(set, other)), found)
      for (const option of facet.options) {
        const count = shared(others, option.rows)
        option.count.textContent = count
        option.row.classList.toggle("ar-filter__none", count === 0 && !option.box.checked)
      }
    })
    const [some, total] = [matches.length.toLocaleString("en"), rows.length.toLocaleString("en")]
    status.textContent = matches.length === rows.length ? `${total} ${noun}` : `${some} of ${total} ${noun}`
    index.querySelector("[data-ar-rows]").textContent = `Export ${some} ${matches.length === 1 ? "row" : "rows"}`
    for (const button of index.querySelectorAll("[data-ar-export]")) {
      button.disabled = matches.length === 0
    }
    drawChips(asked)
    drawNothing(matches.length === 0, asked, found, holds)
    const active = facets.reduce((sum, facet) => sum + picked(facet).length, asked.length ? 1 : 0)
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
    button.addEventListener("click", () => { clear(); changed(); form.elements.find.focus() })
    item.append(button)
    return item
  }
  const uncheck = facet => () => { for (const option of facet.options) option.box.checked = false }
  const drawChips = asked => {
    const items = facets.filter(facet => picked(facet).length).map(facet => {
      const labels = picked(facet).map(option => option.label)
      return chip(`${facet.label.toLowerCase()}: ${labels.join(facet.many ? " and " : " or ")}`, uncheck(facet))
    })
    if (asked.length) items.push(chip(`“${asked.join(" ")}”`, () => { form.elements.find.value = "" }))
    if (items.length > 1) items.push(chip(CLEAR, () => form.reset()))
    chips.replaceChildren(...items)
  }
  const drawNothing = (empty, asked, found, holds) => {
    nothing.hidden = !empty
    if (!empty) return
    /* The one filter whose removal gives most; the words are one, too. */
    const offers = facets.map((facet, place) => {
      const left = holds.reduce((set, other, at) => (at === place ? set : and(set, other)), found)
      const unknown = facet.options.find(option => option.value === UNKNOWN)
      return { facet, name: facet.label.toLowerCase(), clear: uncheck(facet), count: shared(left, every), unknown: unknown ? shared(left, unknown.rows) : 0 }
    }).filter(offer => picked(offer.facet).length)
    if (asked.length) {
      offers.push({ name: asked.join(" "), clear: () => { form.elements.find.value = "" }, count: shared(holds.reduce(and, every), every), unknown: 0 })
    }
    offers.sort((one, other) => other.count - one.count)
    const [, text] = nothing.querySelectorAll("p")
    const actions = nothing.querySelector(".ar-actions")
    actions.replaceChildren()
    const best = offers[0]
    text.textContent = best?.count
      ? `Without the filter “${best.name}” there would be ${best.count}${best.unknown ? `; ${best.unknown} of them nobody has looked at for it` : ""}.`
      : "No single filter stands in the way: remove several, or all."
    const button = (label, act) => {
      const made = document.createElement("button")
      made.type = "button"
      made.className = "ar-button"
      made.textContent = label
      made.addEventListener("click", () => { act(); changed() })
      actions.append(made)
    }
    if (best?.count) button("Remove that filter", best.clear)
    button(CLEAR, () => form.reset())
  }

  /* The address holds the state. The words stand there as `find`: at a `q` the theme's search would open. */
  const write = () => {
    const query = new URLSearchParams(location.search) // others keep their state there, too
    for (const name of ["find", "sort", ...facets.map(facet => facet.name)]) query.delete(name)
    for (const facet of facets) for (const { value } of picked(facet)) query.append(facet.name, value)
    if (words().length) query.set("find", form.elements.find.value.trim())
    if (sort.value) query.set("sort", sort.value)
    const search = query.size ? `?${query.toString().replaceAll("%2C", ",")}` : ""
    if (search !== location.search) history.pushState(null, "", search || location.pathname)
  }
  const read = () => {
    const query = new URLSearchParams(location.search)
    for (const facet of facets) {
      const asked = query.getAll(facet.name)
      for (const option of facet.options) option.box.checked = asked.includes(option.value)
    }
    form.elements.find.value = query.get("find") ?? ""
    sort.value = query.get("sort") ?? ""
    order()
    show()
  }
  const changed = () => { write(); show() }

  /* Exactly the rows that are shown, in the order they are shown. */
  const table = () => {
    const heads = [...index.querySelector("thead tr:last-child").cells]
    return [heads, ...matches.map(row => [...rows[row].cells])].map(cells => cells.map(cell => plain(cell)))
  }
  const bibtex = async () => {
    const answer = await fetch("../downloads/agi-review.bib")
    const records = (await answer.text()).split(/\n(?=@)/)
    const byId = new Map(records.map(record => [record.slice(record.indexOf("{") + 1, record.indexOf(",")), record]))
    return matches.map(row => byId.get(idOf(rows[row]))?.trim()).filter(Boolean).join("\n\n")
  }
  index.addEventListener("click", event => {
    const format = event.target.dataset?.arExport
    if (format === "csv") save(csv(table()), `${kind}s.csv`, "text/csv")
    if (format === "md") save(markdown(table()), `${kind}s.md`, "text/markdown")
    if (format === "bib") {
      bibtex().then(text => save(text, `${kind}s.bib`, "application/x-bibtex"), () => {
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
  form.elements.find.addEventListener("input", () => {
    clearTimeout(typing)
    typing = setTimeout(changed, 150)
  })
  sort.addEventListener("change", () => { order(); changed() })
  rest.addEventListener("click", event => {
    const button = event.target.closest("button")
    if (button) reveal(button.nextElementSibling ? drawn + STEP : matches.length)
  })
  addEventListener("beforeprint", () => draw(matches.length))
  addEventListener("popstate", read)
  /* Above a matrix there is no room for an open list of facets at any width. */
  if (index.matches(".ar-all") || matchMedia("(max-width: 76.1875em)").matches) panel.open = false
  index.dataset.arReady = ""
  read()
})()
