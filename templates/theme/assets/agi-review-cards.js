/* Cards over links to entries: what the page behind a link is, in short. They hold nothing that page does
   not say, so that without them nothing is lost: by touch, without scripts, from a folder on disk. */
(() => {
  "use strict"

  const script = document.currentScript
  if (!script || location.protocol === "file:") return
  const root = new URL("../", script.src)
  const folders = new Set((script.dataset.folders ?? "").split(" "))

  const WAIT = 300 /* ms until a card opens */
  const STAY = 200 /* ms to cross from a link to its card */
  const GAP = 6 /* px between them */
  const EDGE = 8 /* px to the sides of the window */

  /* What leads about rather than on, and cells that say all there is to say. */
  const WITHOUT = "nav, .ar-gapmap td, .ar-button"
  const ENTRY = /^([a-z-]+)\/([a-z0-9-]+)(?:\/(?:index\.html)?|\.html)$/

  const entryOf = link => {
    const href = link.getAttribute("href")
    if (!href || !link.closest("#content") || link.closest(WITHOUT)) return null
    const url = new URL(href, document.baseURI)
    if (url.origin !== root.origin || !url.pathname.startsWith(root.pathname)) return null
    if (url.pathname === location.pathname) return null
    const [, folder, id] = url.pathname.slice(root.pathname.length).match(ENTRY) ?? []
    return folders.has(folder) && id !== "index" ? { folder, id } : null
  }

  /* One file a kind, asked for once, when the first card of the kind is due. That of a large kind holds no cards but
     the ids at which its other files begin. */
  const files = new Map()
  const read = name => {
    if (!files.has(name)) {
      const file = fetch(new URL(`cards/${name}.json`, root))
      files.set(name, file.then(answer => (answer.ok ? answer.json() : null)).catch(() => null))
    }
    return files.get(name)
  }
  const load = async (folder, id) => {
    const head = await read(folder)
    if (!head?.firsts) return { kind: head?.kind, card: head?.cards[id] }
    const number = head.firsts.findLastIndex(first => first <= id)
    const file = number < 0 ? null : await read(`${folder}-${number}`)
    return { kind: head.kind, card: file?.cards[id] }
  }

  let box = null
  const part = (name, text, parent = box) => {
    if (!text) return null
    const element = document.createElement(name === "badge" ? "span" : "p")
    element.className = name === "badge" ? "ar-badge ar-badge--computed" : `ar-card__${name}`
    element.textContent = text
    parent.append(element)
    return element
  }
  const fill = (kind, card) => {
    if (!box) {
      box = document.createElement("div")
      box.id = "ar-card"
      box.className = "ar-card"
      box.setAttribute("role", "tooltip")
      document.body.append(box)
    }
    box.replaceChildren()
    const head = part("kind", kind)
    if (card.mark) {
      const [category, hollow] = card.mark.split(" ")
      const mark = document.createElement("span")
      mark.className = `ar-mark ar-mark--${category}${hollow ? " ar-mark--hollow" : ""}`
      head.prepend(mark, " ")
    }
    part("title", card.title)
    part("by", card.byline)
    const text = part("text", card.text)
    if (text) text.id = "ar-card-text"
    const foot = part("foot", " ")
    if (card.alert) part("badge", card.alert, foot).className = "ar-badge ar-badge--retracted"
    const level = document.createElement("span")
    level.className = `ar-level ar-level--${card.level}`
    part("badge", card.level, foot).prepend(level)
    part("badge", card.claims, foot)
  }

  /* Under the link, or over it where there is more room; where it fits on neither side it stays away. */
  const place = link => {
    box.hidden = false
    const lines = [...link.getClientRects()]
    const { top, bottom } = link.getBoundingClientRect()
    const header = document.querySelector(".ar-header")?.getBoundingClientRect().bottom ?? 0
    const { offsetWidth: width, offsetHeight: height } = box
    const below = innerHeight - bottom - GAP >= height
    if (!lines.length || (!below && top - header - GAP < height)) return false
    const room = document.documentElement.clientWidth - width - EDGE
    const left = Math.max(EDGE, Math.min((below ? lines.at(-1) : lines[0]).left, room))
    box.style.left = `${left + scrollX}px`
    box.style.top = `${(below ? bottom + GAP : top - GAP - height) + scrollY}px`
    return true
  }

  let wanted = null /* the link whose card is open or due */
  let pointed = false /* whether it was pointed at rather than reached by keyboard */
  let timer = 0

  const isOpen = () => box !== null && !box.hidden
  const close = () => {
    clearTimeout(timer)
    if (wanted?.getAttribute("aria-describedby") === "ar-card-text") wanted.removeAttribute("aria-describedby")
    wanted = null
    if (box) box.hidden = true
  }
  const open = async (link, { folder, id }) => {
    const { kind, card } = await load(folder, id)
    if (!card || wanted !== link || !link.isConnected) return
    fill(kind, card)
    if (!place(link)) return close()
    if (card.text && !link.hasAttribute("aria-describedby")) link.setAttribute("aria-describedby", "ar-card-text")
  }
  const want = (link, entry, byPointer) => {
    if (link === wanted) {
      if (isOpen()) clearTimeout(timer)
      return
    }
    close()
    wanted = link
    pointed = byPointer
    timer = setTimeout(() => open(link, entry), WAIT)
  }

  let dismissed = null /* the link whose card was closed by Escape, until the pointer leaves it */
  document.addEventListener("pointerover", event => {
    if (event.pointerType === "touch" || !event.target.closest) return
    if (box?.contains(event.target)) return clearTimeout(timer)
    const link = event.target.closest("a[href]")
    if (link !== dismissed) dismissed = null
    const entry = link && link !== dismissed ? entryOf(link) : null
    if (entry) return want(link, entry, true)
    if (!wanted || !pointed) return
    if (!isOpen()) return close()
    clearTimeout(timer)
    timer = setTimeout(close, STAY)
  })
  document.documentElement.addEventListener("pointerleave", () => pointed && close())

  document.addEventListener("focusin", event => {
    const link = event.target.closest?.("a[href]")
    const entry = link?.matches(":focus-visible") ? entryOf(link) : null
    if (entry) want(link, entry, false)
  })
  document.addEventListener("focusout", event => {
    if (wanted && !pointed && event.target.contains(wanted)) close()
  })
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape" || !wanted) return
    dismissed = wanted
    close()
  })
  document.addEventListener("click", event => box?.contains(event.target) || close())
  addEventListener("resize", close)
  addEventListener("pagehide", close)
})()
