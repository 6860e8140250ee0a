/* Filtering and sorting the list of an index page. The list is complete without this script; the state stands in
   the address, so that it can be shared and Back works.

   For every value of a facet there is a set of bits, one a row: what a click gives is counted without looking at rows
   again. Only rows that are shown stand in the page, some at a time. Where they come from, `agiReview.rows` knows. */
(() => {
  "use strict"

  const { link, rows, exported } = window.agiReview
  const index = document.querySelector("[data-ar-index]")
  if (!index || !rows) return
  const { total, parts, sets } = rows
  const { none, every, has, and, or, shared } = sets
  const form = index.querySelector(".ar-filter__form")
  const panel = index.querySelector(".ar-filter")
  const status = index.querySelector("[role=status]")
  const chips = index.querySelector(".ar-state__chips")
  const nothing = index.querySelector(".ar-state__nothing")
  const sort = index.querySelector("[name=sort]")
  const rest = index.querySelector(".ar-rest")
  const { noun } = index.dataset
  const CLEAR = "Clear all"
  const UNKNOWN = "not-looked-at"
  const MOST_DRAWN = 2000 // more rows than that are not offered at once
  const AT_ONCE = 12 // rows of a long list that are read and put into one frame: about what a window shows
  const inWords = number => number.toLocaleString("en")

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

  /* What is chosen: values by facet, words, column. */
  const picked = facet => facet.options.filter(option => option.box.checked)
  const holding = facet => picked(facet).map(option => option.rows).reduce(
    (set, other) => (facet.many ? and : or)(set, other), facet.many || !picked(facet).length ? every : none(),
  )
  const fold = text => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase()
  const words = () => fold(form.elements.find.value).split(/\s+/).filter(Boolean)

  /* Order: as listed, or by the ranks of a column, within the groups of the list: counted out, not compared. */
  const listed = Array.from({ length: total }, (_, place) => place)
  const orders = new Map([["", listed]])
  const ordered = async column => {
    if (!orders.has(column)) {
      const ranks = await rows.ranks(Number(column))
      const starts = new Uint32Array(ranks.reduce((most, rank) => Math.max(most, rank), 0) + 2)
      for (const rank of ranks) starts[rank + 1] += 1
      for (let rank = 1; rank < starts.length; rank += 1) starts[rank] += starts[rank - 1]
      const ranked = []
      ranks.forEach((rank, row) => { ranked[starts[rank]++] = row })
      const inParts = parts.length > 1 ? parts.flatMap(({ first, last }) => ranked.filter(row => row >= first && row < last)) : ranked
      orders.set(column, inParts)
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
  let asking = 0 // answers that come after a later question are dropped
  const partOf = row => parts.findIndex(part => row < part.last)
  const frame = () => new Promise(done => {
    if (document.hidden) setTimeout(done)
    else requestAnimationFrame(() => setTimeout(done))
  })
  /* Rows at some places, behind those that stand there, or instead of them. */
  const put = (places, made, behind) => {
    const found = parts.map(() => [])
    places.forEach((place, at) => found[partOf(place)].push(made[at]))
    parts.forEach((part, place) => {
      const shown = [...(part.head ? [part.head] : []), ...found[place]]
      const { body } = part
      if (behind) body.append(...found[place])
      else if (shown.every((row, at) => row === body.rows[at])) for (const row of [...body.rows].slice(shown.length)) row.remove()
      else body.replaceChildren(...shown)
      if (rows.still && (!behind || found[place].length)) part.block.hidden = found[place].length === 0
    })
  }
  const draw = async (limit, from = 0) => {
    const turn = asking
    const count = matches.length <= rows.whole ? matches.length : Math.min(limit, matches.length)
    const step = rows.still ? AT_ONCE : Math.max(count, 1)
    for (let start = from; start === from || start < count; start += step) {
      const places = matches.slice(start, Math.min(start + step, count))
      const made = await rows.get(places) // where a letter follows, the next ones are not read at all
      if (turn !== asking) return
      rest.hidden = true // until all of these stand there
      put(places, made, start > 0)
      if (start === 0) rows.show(true)
      if (start + step < count) await frame()
    }
    drawn = count
    rest.hidden = drawn === matches.length
    const [more, whole] = rest.querySelectorAll("button")
    rest.querySelector("span").textContent = `${inWords(drawn)} of ${inWords(matches.length)} rows are drawn.`
    more.textContent = `Show ${Math.min(rows.step, matches.length - drawn)} more`
    whole.textContent = `Show all ${inWords(matches.length)}`
    whole.hidden = matches.length > MOST_DRAWN
  }
  const reveal = async limit => {
    const next = matches[drawn]
    await draw(limit, drawn)
    const [row] = await rows.get([next])
    link(row)?.focus()
  }

  /* Nothing chosen on a page of a longer list: it stays as it came. */
  const isStill = asked => rows.still && !asked.length && !sort.value && !facets.some(facet => picked(facet).length)
  let opened
  const filled = new Map()
  /* Which rows have which values is known a facet at a time. */
  const fill = some => Promise.all(some.map(facet => {
    if (!filled.has(facet)) filled.set(facet, rows.fill(facet))
    filled.get(facet).catch(() => filled.delete(facet))
    return filled.get(facet)
  }))
  /* A count says what a click would give. Of a long list, whose facets stand in files, those are counted that are in view. */
  const near = new Set(rows.still ? [] : facets)
  let counted // what was found last, or nothing yet
  const count = async () => {
    if (!counted) return
    const turn = asking
    const { all, found, holds } = counted
    const seen = facets.filter(facet => near.has(facet))
    form.ariaBusy = "true"
    await fill(seen)
    if (turn !== asking) return
    for (const facet of seen) {
      const place = facets.indexOf(facet)
      const others = facet.many ? all : holds.reduce((set, other, at) => (at === place ? set : and(set, other)), found)
      for (const option of facet.options) {
        const number = shared(others, option.rows)
        option.count.textContent = inWords(number)
        option.row.classList.toggle("ar-filter__none", number === 0 && !option.box.checked)
      }
    }
    form.ariaBusy = "false"
  }
  if (rows.still) {
    const view = new IntersectionObserver(changes => {
      for (const { target, isIntersecting } of changes) {
        const facet = facets.find(({ name }) => name === target.dataset.facet)
        if (isIntersecting) near.add(facet)
        else near.delete(facet)
      }
      tried(count())
    })
    for (const set of form.querySelectorAll("fieldset")) view.observe(set)
  }
  const show = async () => {
    const turn = asking += 1
    const asked = words()
    drawChips(asked)
    const active = facets.reduce((sum, facet) => sum + picked(facet).length, asked.length ? 1 : 0)
    panel.querySelector("summary").textContent = active ? `Filter (${active})` : "Filter"
    if (isStill(asked) && !opened) return
    counted = undefined
    form.ariaBusy = "true" // until the counts are those of the rows
    opened ??= rows.open().catch(error => { opened = undefined; throw error })
    await opened
    await fill(facets.filter(facet => picked(facet).length))
    const found = asked.length ? await rows.finding(asked) : every
    const inOrder = await ordered(sort.value)
    if (turn !== asking) return
    const holds = facets.map(holding)
    const all = holds.reduce(and, found)
    matches = inOrder.filter(row => has(all, row))
    for (const part of parts) {
      let left = 0
      for (let row = part.first; row < part.last; row += 1) left += has(all, row)
      part.block.hidden = left === 0
      if (part.count) part.count.textContent = inWords(left)
    }
    for (const button of index.querySelectorAll("[data-ar-export]")) {
      button.disabled = matches.length === 0
    }
    drawNothing(matches.length === 0, asked, found, holds)
    if (isStill(asked)) rest.hidden = true
    else await draw(rows.step)
    if (turn !== asking) return
    if (isStill(asked)) rows.show(false)
    status.textContent = matches.length === total ? `${inWords(total)} ${noun}` : `${inWords(matches.length)} of ${inWords(total)} ${noun}`
    index.querySelector("[data-ar-rows]").textContent = `Export ${inWords(matches.length)} ${matches.length === 1 ? "row" : "rows"}`
    counted = { all, found, holds }
    await count()
  }
  const tried = work => work.catch(() => { status.textContent = "The rows could not be read" })

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
    /* The one filter whose removal gives most. */
    const offers = facets.map((facet, place) => {
      const left = holds.reduce((set, other, at) => (at === place ? set : and(set, other)), found)
      const unknown = facet.options.find(option => option.value === UNKNOWN)
      return { facet, count: shared(left, every), unknown: unknown ? shared(left, unknown.rows) : 0 }
    }).filter(offer => picked(offer.facet).length).sort((one, other) => other.count - one.count)
    const [, text] = nothing.querySelectorAll("p")
    const actions = nothing.querySelector(".ar-actions")
    actions.replaceChildren()
    const best = offers[0]
    text.textContent = best?.count
      ? `Without the filter “${best.facet.label.toLowerCase()}” there would be ${inWords(best.count)}${best.unknown ? `; ${inWords(best.unknown)} of them nobody has looked at for it` : ""}.`
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
    return tried(show())
  }
  let typing
  const changed = () => {
    clearTimeout(typing) // what waits for a pause in typing is said with this
    write()
    return tried(show())
  }

  index.addEventListener("click", event => {
    const format = event.target.dataset?.arExport
    if (format) {
      const said = status.textContent
      const tell = done => { status.textContent = `${inWords(done)} of ${inWords(matches.length)} rows read` }
      exported(format, matches, tell).then(() => { status.textContent = said }, () => {
        status.textContent = format === "bib" ? "The records could not be read" : "The rows could not be read"
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

  form.addEventListener("submit", event => event.preventDefault())
  form.addEventListener("change", changed)
  form.elements.find.addEventListener("input", () => {
    clearTimeout(typing)
    typing = setTimeout(changed, 150)
  })
  sort.addEventListener("change", () => { order(); changed() })
  rest.addEventListener("click", event => {
    const button = event.target.closest("button")
    if (button) tried(reveal(button.nextElementSibling ? drawn + rows.step : matches.length))
  })
  if (!rows.still) addEventListener("beforeprint", () => draw(matches.length))
  addEventListener("popstate", read)
  if (matchMedia("(max-width: 76.1875em)").matches) panel.open = false
  index.dataset.arReady = ""
  read()
})()
