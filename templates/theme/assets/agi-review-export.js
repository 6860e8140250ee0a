/* Exactly the rows that are shown, in the order they are shown, as a file. */
(() => {
  "use strict"

  const { plain, csv, markdown, save, rows } = window.agiReview
  const index = document.querySelector("[data-ar-index]")
  if (!index || !rows) return
  const { kind } = index.dataset

  const table = async (places, tell) => {
    const heads = [...index.querySelector("thead tr:last-child").cells].map(cell => plain(cell))
    if (rows.cells) return [heads, ...await rows.cells(places, tell)]
    return [heads, ...(await rows.get(places)).map(row => [...row.cells].map(cell => plain(cell)))]
  }
  /* The records of a whole base are many: they are looked through as they come. */
  const bibtex = async places => {
    const ids = await rows.ids()
    const wanted = new Map(places.map(place => [ids[place], ""]))
    const answer = await fetch(new URL(index.dataset.arRecords, document.baseURI))
    if (!answer.ok) throw new Error("the records could not be read")
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader()
    let left = ""
    const note = record => {
      const id = record.slice(record.indexOf("{") + 1, record.indexOf(","))
      if (wanted.has(id)) wanted.set(id, record.trim())
    }
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const records = (left + part.value).split(/\n(?=@)/)
      left = records.pop()
      records.forEach(note)
    }
    note(left)
    return [...wanted.values()].filter(Boolean).join("\n\n")
  }

  window.agiReview.exported = async (format, places, tell) => {
    if (format === "csv") save(csv(await table(places, tell)), `${kind}s.csv`, "text/csv")
    if (format === "md") save(markdown(await table(places, tell)), `${kind}s.md`, "text/markdown")
    if (format === "bib") save(await bibtex(places), `${kind}s.bib`, "application/x-bibtex")
  }
})()
