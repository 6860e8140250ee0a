/* Where a list that stands on many pages gets its rows from: files beside it. Until something is chosen, the page
   stays as it came and nothing is loaded; then every row counts, on whichever page it stands. */
(() => {
  "use strict"

  const { plain, link, idOf, bits } = window.agiReview
  const { index: wordsAt, words } = globalThis.agiReviewWords
  const index = document.querySelector("[data-ar-index][data-ar-files]")
  if (!index) return
  const base = new URL(index.dataset.arFiles, document.baseURI).href
  const total = Number(index.dataset.total)
  const sets = bits(total)
  const dictionary = wordsAt(`${base}words`)
  const table = index.querySelector("table.ar-table")
  const section = table.closest(".ar-section")
  const pager = index.querySelector(".ar-pager")
  const here = index.querySelector(".ar-index__here")
  const parts = []
  const seers = []

  const text = async name => {
    const answer = await fetch(`${base}${name}`)
    if (!answer.ok) throw new Error(`${base}${name} could not be read`)
    return answer.text()
  }
  const kept = new Map()
  const json = name => {
    if (!kept.has(name)) {
      const read = text(name).then(JSON.parse)
      read.catch(() => kept.delete(name))
      kept.set(name, read)
    }
    return kept.get(name)
  }
  const about = () => json("rows.json")

  /* Links are written from the file of the rows, not from this page. */
  const rowsIn = async number => {
    const name = `${number}.html`
    const template = document.createElement("template")
    template.innerHTML = await text(name)
    const rows = [...template.content.querySelector("tbody").rows]
    for (const each of template.content.querySelectorAll("a[href]")) {
      each.href = new URL(each.getAttribute("href"), `${base}${name}`).href
    }
    return rows
  }
  const drawn = new Map()
  const file = number => {
    if (!drawn.has(number)) {
      const read = rowsIn(number).then(rows => {
        for (const row of rows) for (const see of seers) see(row)
        return rows
      })
      read.catch(() => drawn.delete(number))
      drawn.set(number, read)
    }
    return drawn.get(number)
  }
  const get = async places => {
    const { file: size } = await about()
    const files = await Promise.all(places.map(place => file(Math.floor(place / size))))
    return places.map((place, at) => files[at][place % size])
  }
  /* The text of the cells of rows, file by file; what is read for it alone is not kept. */
  const cells = async (places, tell) => {
    const { file: size } = await about()
    const wanted = new Map()
    for (const place of places) {
      const number = Math.floor(place / size)
      if (!wanted.has(number)) wanted.set(number, [])
      wanted.get(number).push(place)
    }
    const texts = new Map()
    const left = [...wanted]
    const work = async () => {
      for (let next = left.pop(); next; next = left.pop()) {
        const [number, mine] = next
        const rows = await (drawn.get(number) ?? rowsIn(number))
        for (const place of mine) texts.set(place, [...rows[place % size].cells].map(cell => plain(cell)))
        tell(texts.size)
        await new Promise(done => setTimeout(done)) // a click in between is answered
      }
    }
    await Promise.all(Array.from({ length: 6 }, work))
    return places.map(place => texts.get(place))
  }

  /* A place for the rows that match: the page's own table, emptied, once a group. */
  const still = section ? [...index.querySelectorAll(".ar-section")] : [table]
  const results = []
  const groupHead = (row, name) => {
    const head = row.cloneNode(true)
    const label = head.querySelector("span")
    label.firstChild.data = `${name} `
    return head
  }
  const build = groups => {
    const grouped = table.querySelector(".ar-table__group")
    let first = 0
    const whole = table.cloneNode(true)
    for (const body of whole.querySelectorAll("tbody")) body.remove()
    for (const [name, size] of groups) {
      const body = document.createElement("tbody")
      const part = { body, head: null, first, last: first + size }
      if (grouped) {
        part.head = groupHead(grouped, name)
        body.append(part.head)
        whole.insertBefore(body, whole.tFoot)
        part.block = body
      } else if (section) {
        const own = document.createElement("section")
        own.className = section.className
        own.append(section.querySelector("h2").cloneNode(true), whole.cloneNode(true))
        own.querySelector("h2").firstChild.data = `${name} `
        own.querySelector("table").append(body)
        part.block = own
        results.push(own)
      } else {
        whole.append(body)
        part.block = whole
      }
      part.count = (part.head ?? part.block.querySelector("h2"))?.querySelector(".ar-count")
      parts.push(part)
      first += size
    }
    if (!section) results.push(whole)
    const holder = document.createElement("div")
    holder.hidden = true
    holder.append(...results)
    still[0].before(holder)
    return holder
  }
  let holder = null
  const open = async () => { holder ??= build((await about()).groups) }
  const show = filtered => {
    if (!holder) return
    holder.hidden = !filtered
    for (const part of [...still, pager, here]) if (part) part.hidden = filtered
  }

  const fill = async facet => {
    const [values, column] = await json(`facet-${facet.name}.json`)
    column.forEach((combination, row) => {
      for (const option of values[combination]) sets.add(facet.options[option].rows, row)
    })
  }
  const finding = async asked => {
    const terms = await Promise.all(words(asked.join(" ")).map(dictionary.find))
    const found = terms.map(term => {
      const set = sets.none()
      for (const place of term.keys()) sets.add(set, place)
      return set
    })
    return found.reduce(sets.and, sets.every)
  }
  const ids = () => json("ids.json")
  const byId = async wanted => {
    if (!wanted.length) return new Map()
    const known = new Map((await ids()).map((id, place) => [id, place]))
    const there = wanted.filter(id => known.has(id))
    const rows = await get(there.map(id => known.get(id)))
    return new Map(there.map((id, at) => [id, rows[at]]))
  }
  const named = async typed => {
    const found = await finding([typed])
    const places = []
    for (let place = 0; place < total && places.length < 50; place += 1) if (sets.has(found, place)) places.push(place)
    return (await get(places)).map(row => ({ id: idOf(row), name: link(row).textContent }))
  }

  window.agiReview.rows = {
    total,
    whole: 0,
    step: 24, // each may stand in a file of its own
    parts,
    sets,
    open,
    fill,
    finding,
    ranks: column => json(`order-${column}.json`),
    get,
    cells,
    ids,
    byId,
    named,
    eachRow: see => {
      seers.push(see)
      for (const row of index.querySelectorAll("tbody > tr:not(.ar-table__group)")) see(row)
    },
    show,
    still: true,
  }
})()
