/* Choosing rows to compare: a box in each row and a tray at the foot. The choice stands in the address, so that
   coming back from the comparison finds it again. */
(() => {
  "use strict"

  const { link, idOf, query, idsIn, rows } = window.agiReview
  const tray = document.querySelector(".ar-tray")
  if (!tray || !rows) return
  const MOST = 6
  const WORDS = ["", "one", "two", "three", "four", "five", "six"]
  const list = tray.querySelector("ul")
  const hint = tray.querySelector(".ar-tray__hint")
  const [clear, open] = tray.querySelector(".ar-tray__tools").children
  const address = open.getAttribute("href")
  const live = document.getElementById("ar-live")
  const known = new Map()
  const boxOf = id => known.get(id).boxes.find(box => box.checkVisibility()) ?? known.get(id).boxes[0]
  const add = row => {
    const id = idOf(row)
    const name = link(row).textContent
    const label = document.createElement("label")
    label.className = "ar-pick"
    const box = document.createElement("input")
    box.type = "checkbox"
    box.value = id
    box.setAttribute("aria-label", `Compare ${name}`)
    label.append(box)
    row.cells[0].prepend(label)
    const mark = row.querySelector(".ar-mark")
    if (!known.has(id)) known.set(id, { boxes: [], name, mark, style: mark?.className.match(/ar-mark--(?!hollow)(\w+)/)?.[1] })
    known.get(id).boxes.push(box)
    tick(id)
  }

  let chosen = []
  const badge = id => {
    const { name, mark, style } = known.get(id)
    const item = document.createElement("li")
    item.className = `ar-badge${style ? ` ar-badge--${style}` : ""}`
    const remove = document.createElement("button")
    remove.type = "button"
    remove.textContent = "×"
    remove.setAttribute("aria-label", `Remove ${name}`)
    remove.addEventListener("click", () => {
      const place = chosen.indexOf(id)
      choose(chosen.filter(other => other !== id))
      const left = list.querySelectorAll("button")
      if (left.length) left[Math.min(place, left.length - 1)].focus()
      else boxOf(id).focus()
    })
    item.append(...(mark ? [mark.cloneNode(true)] : []), name, remove)
    return item
  }
  const tick = id => {
    for (const box of known.get(id).boxes) {
      box.checked = chosen.includes(id)
      box.disabled = chosen.length === MOST && !box.checked
    }
  }
  const draw = () => {
    const full = chosen.length === MOST
    for (const id of known.keys()) tick(id)
    list.replaceChildren(...chosen.map(badge))
    tray.toggleAttribute("data-empty", chosen.length === 0)
    hint.textContent = full ? "six is the most" : chosen.length === 1 ? "choose another" : "up to six"
    open.textContent = `Compare ${chosen.length}`
    open.href = `${address}${query(new URLSearchParams(), "models", chosen)}`
    open.hidden = chosen.length < 2
  }
  const choose = ids => {
    chosen = ids
    draw()
    const search = query(new URLSearchParams(location.search), "pick", chosen)
    history.replaceState(null, "", search || location.pathname)
    if (live) live.textContent = chosen.length ? `${WORDS[chosen.length]} of ${MOST} chosen to compare` : "none chosen"
  }
  const read = async () => {
    const asked = [...new Set(idsIn("pick"))]
    const there = await rows.byId(asked.filter(id => !known.has(id)))
    chosen = asked.filter(id => known.has(id) || there.has(id)).slice(0, MOST)
    draw()
  }
  document.addEventListener("change", event => {
    const box = event.target
    if (!box.closest(".ar-pick")) return
    choose(box.checked ? [...chosen, box.value] : chosen.filter(id => id !== box.value))
  })
  clear.addEventListener("click", () => {
    const [first] = chosen
    choose([])
    if (first) boxOf(first).focus()
  })
  addEventListener("popstate", read)
  rows.eachRow(add)
  read()
})()
