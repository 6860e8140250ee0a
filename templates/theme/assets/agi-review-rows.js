/* Where a list gets its rows from: here, from the page itself, which holds all of them. Its twin for lists on many
   pages is agi-review-paged.js; the scripts that filter, choose and compare rows know neither. */
(() => {
  "use strict"

  const { flat, plain, link, idOf, bits } = window.agiReview
  const index = document.querySelector("[data-ar-index]")
  if (!index) return
  const UNKNOWN = "not-looked-at"
  const rows = []
  const parts = [...index.querySelectorAll("table.ar-table > tbody")].map(body => {
    const head = body.querySelector(".ar-table__group")
    const section = body.closest(".ar-section")
    const count = (head ?? section?.querySelector("h2"))?.querySelector(".ar-count")
    const first = rows.length
    for (const row of body.rows) if (row !== head) rows.push(row)
    return { body, head, count, first, last: rows.length, block: head ? body : section ?? body.parentElement }
  })
  const sets = bits(rows.length)
  const ids = rows.map(idOf)

  const fill = facet => {
    const options = new Map(facet.options.map(option => [option.value, option]))
    rows.forEach((row, place) => {
      for (const value of (row.dataset[facet.name] ?? UNKNOWN).split(" ")) {
        const option = options.get(value)
        if (option) sets.add(option.rows, place)
      }
    })
  }
  /* What a row says, and all authors of a paper, who stand in its citation for machines. */
  const fold = text => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase()
  const said = row => {
    const citation = new URLSearchParams(row.querySelector(".Z3988")?.title)
    return fold(flat([row.textContent, ...citation.getAll("rft.au")].join(" ")))
  }
  let texts
  const finding = asked => {
    texts ??= rows.map(said)
    const found = sets.none()
    texts.forEach((text, row) => { if (asked.every(word => text.includes(word))) sets.add(found, row) })
    return found
  }
  /* Numbers by size, largest first, the rest by the alphabet. */
  const key = (row, column) => {
    const cell = row.cells[column]
    const text = plain(cell)
    return cell.classList.contains("ar-num") ? -Number(text.replace(/[^\d.-]/g, "")) : text.toLowerCase()
  }
  const ranks = column => {
    const keys = rows.map(row => key(row, column))
    const sorted = [...new Set(keys)].sort((one, other) => (one < other ? -1 : one > other ? 1 : 0))
    const places = new Map(sorted.map((each, place) => [each, place]))
    return keys.map(each => places.get(each))
  }

  window.agiReview.rows = {
    total: rows.length,
    whole: 300, // up to so many are never divided; the style sheet hides the rest until they are taken out
    step: 200, // rows drawn at once
    parts,
    sets,
    open: async () => {},
    fill: async facet => fill(facet),
    finding: async asked => finding(asked),
    ranks: async column => ranks(column),
    get: async places => places.map(place => rows[place]),
    ids: async () => ids,
    byId: async wanted => new Map(wanted.filter(id => ids.includes(id)).map(id => [id, rows[ids.indexOf(id)]])),
    named: async () => rows.map((row, place) => ({ id: ids[place], name: link(row).textContent })),
    eachRow: see => rows.forEach(see),
    show: () => {},
    still: false,
  }
})()
