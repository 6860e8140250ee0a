/* Choosing rows to compare: a box in each row and a tray at the foot. The choice stands in the address, so that
   coming back from the comparison finds it again. */
(() => {
  "use strict"

  const { link, idOf, query, idsIn } = window.agiReview
  const tray = document.querySelector(".ar-tray")
  if (!tray) return
  const MOST = 6
  const WORDS = ["", "one", "two", "three", "four", "five", "six"]
  const list = tray.querySelector("ul")
  const hint = tray.querySelector(".ar-tray__hint")
  const [clear, open] = tray.querySelector(".ar-tray__tools").children
  const address = open.getAttribute("href")
  const live = document.getElementById("ar-live")
  const rows = new Map()
  for (const head of document.querySelectorAll(".ar-picks tbody > tr > th[scope=row]")) {
    const row = head.parentElement
    const name = link(row).textContent
    const label = document.createElement("label")
    label.className = "ar-pick"
    const box = document.createElement("input")
    box.type = "checkbox"
    box.value = idOf(row)
    box.setAttribute("aria-label", `Compare ${name}`)
    label.append(box)
    head.prepend(label)
    const mark = row.querySelector(".ar-mark")
    rows.set(box.value, { box, name, mark, style: mark?.className.match(/ar-mark--(?!hollow)(\w+)/)?.[1] })
  }

  let chosen = []
  const badge = id => {
    const { name, mark, style } = rows.get(id)
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
      else rows.get(id).box.focus()
    })
    item.append(...(mark ? [mark.cloneNode(true)] : []), name, remove)
    return item
  }
  const draw = () => {
    const full = chosen.length === MOST
    for (const [id, { box }] of rows) {
      box.checked = chosen.includes(id)
      box.disabled = full && !box.checked
    }
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
  const read = () => {
    chosen = [...new Set(idsIn("pick"))].filter(id => rows.has(id)).slice(0, MOST)
    draw()
  }
  document.addEventListener("change", event => {
    const box = event.target
    if (!box.closest(".ar-pick")) return
    choose(box.checked ? [...chosen, box.value] : chosen.filter(id => id !== box.value))
  })
  clear.addEventListener("click", () => {
    const first = rows.get(chosen[0])
    choose([])
    first?.box.focus()
  })
  addEventListener("popstate", read)
  read()
})()
