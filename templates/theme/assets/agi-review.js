/* Small comforts of the shell. Everything here adds to a page that is complete without it:
   the section in view in the list of contents, closing the menu, copying, tabs of the cite box. */
(() => {
  "use strict"

  /* The theme's script comes next and asks for sizes: what that takes is done here, in a task of its own. */
  document.body.getBoundingClientRect()

  const all = (selector, root = document) => [...root.querySelectorAll(selector)]

  /* List of contents: mark the last section whose heading has passed under the header. */
  const links = all(".ar-toc__link[href^='#']")
  const sections = links
    .map(link => [link, document.getElementById(decodeURIComponent(link.hash.slice(1)))])
    .filter(([, section]) => section)
  if (sections.length) {
    let current = null
    const mark = () => {
      const line = window.innerHeight * 0.25
      const atEnd = window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 2
      const passed = sections.filter(([, section]) => section.getBoundingClientRect().top <= line)
      const inView = atEnd && window.scrollY > 0 ? sections.at(-1) : passed.at(-1) ?? sections[0]
      if (inView[0] === current) return
      current?.removeAttribute("aria-current")
      current = inView[0]
      current.setAttribute("aria-current", "true")
    }
    let waiting = false
    const later = () => {
      if (waiting) return
      waiting = true
      requestAnimationFrame(() => { waiting = false; mark() })
    }
    addEventListener("scroll", later, { passive: true })
    addEventListener("resize", later, { passive: true })
    mark()
  }

  /* Menu: Escape, a click elsewhere or leaving it by keyboard closes it. */
  const menu = document.querySelector(".ar-menu")
  if (menu) {
    document.addEventListener("keydown", event => {
      if (event.key !== "Escape" || !menu.open) return
      menu.open = false
      menu.querySelector("summary").focus()
    })
    document.addEventListener("click", event => {
      if (menu.open && !menu.contains(event.target)) menu.open = false
    })
    menu.addEventListener("focusout", event => {
      if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false
    })
  }

  /* Copying, said in the button for two seconds and in the live region. */
  const say = message => {
    const live = document.getElementById("ar-live")
    if (live) live.textContent = message
  }
  const textOf = button => {
    if (button.dataset.arCopyText) return button.dataset.arCopyText
    const target = document.querySelector(button.dataset.arCopy)
    if (!target) return ""
    const part = target.matches(".ar-cite") ? target.querySelector(".ar-cite__format:not([hidden])") : target
    return (part.querySelector("pre, p") ?? part).textContent.trim()
  }
  const copied = button => {
    if (button.dataset.arLabel) return
    button.dataset.arLabel = button.textContent
    button.style.minWidth = `${button.getBoundingClientRect().width}px`
    button.textContent = "Copied"
    say("Copied")
    setTimeout(() => {
      button.textContent = button.dataset.arLabel
      button.style.minWidth = ""
      delete button.dataset.arLabel
      say("")
    }, 2000)
  }
  document.addEventListener("click", event => {
    const button = event.target.closest?.("[data-ar-copy], [data-ar-copy-text]")
    if (!button) return
    if (!navigator.clipboard) {
      say("This browser does not allow copying here")
      return
    }
    navigator.clipboard.writeText(textOf(button)).then(
      () => copied(button),
      () => say("Copying was refused"),
    )
  })

  /* Claims: where they are many and differ in stance, one stance can be read alone. The buttons stand on the line of
     the heading, where nothing else is, so that nothing moves; in a section that goes on elsewhere they replace its
     counts, which say of how many on all pages together. */
  const FEWEST = 6
  for (const section of all(".ar-section:has(> .ar-claims)")) {
    const claims = all(".ar-claim", section)
    const stances = Map.groupBy(claims, claim => claim.querySelector(".ar-claim__stance").firstChild.textContent.trim())
    if (claims.length < FEWEST || stances.size < 2) continue
    const counts = section.querySelector(".ar-stances")
    const labels = counts
      ? all("li", counts).map(item => item.textContent)
      : [["All", claims], ...stances].map(([name, some]) => `${name} ${some.length}`)
    const group = document.createElement("div")
    group.className = "ar-stances ar-actions"
    group.setAttribute("role", "group")
    group.setAttribute("aria-label", counts ? "Show claims on this page" : "Show claims")
    const show = chosen => {
      for (const claim of claims) claim.hidden = !chosen.includes(claim)
      for (const list of all(".ar-claims", section)) {
        list.hidden = !list.querySelector(".ar-claim:not([hidden])")
        if (list.previousElementSibling.matches("h3")) list.previousElementSibling.hidden = list.hidden
      }
      for (const button of group.children) button.setAttribute("aria-pressed", String(button.claims === chosen))
    }
    for (const label of labels) {
      const [name] = label.split(" ")
      const some = name === "All" ? claims : stances.get(name) ?? []
      const button = document.createElement("button")
      button.type = "button"
      button.className = "ar-button"
      button.textContent = label
      button.disabled = !some.length
      button.claims = some
      button.addEventListener("click", () => { show(some); say(`${some.length} of ${claims.length} claims on this page`) })
      group.append(button)
    }
    if (counts) counts.replaceWith(group)
    else section.querySelector("h2").after(group)
    show(claims)
    /* A link to a claim leads to it, whatever was chosen. */
    addEventListener("hashchange", () => {
      if (claims.some(claim => claim.hidden && `#${claim.id}` === location.hash)) show(claims)
    })
    addEventListener("beforeprint", () => show(claims))
  }

  /* Cite box: formats that stand one under another become tabs with arrow keys. */
  for (const [index, box] of all(".ar-cite").entries()) {
    const formats = all(".ar-cite__format", box)
    if (formats.length < 2) continue
    const list = document.createElement("div")
    list.className = "ar-cite__tabs"
    list.setAttribute("role", "tablist")
    list.setAttribute("aria-label", "Citation formats")
    const tabs = formats.map((format, place) => {
      const tab = document.createElement("button")
      format.id ||= `ar-cite-${index}-${place}`
      tab.type = "button"
      tab.id = `${format.id}-tab`
      tab.className = "ar-cite__tab"
      tab.textContent = format.querySelector("h3")?.textContent ?? `Format ${place + 1}`
      tab.setAttribute("role", "tab")
      tab.setAttribute("aria-controls", format.id)
      format.setAttribute("role", "tabpanel")
      format.setAttribute("aria-labelledby", tab.id)
      list.append(tab)
      return tab
    })
    const open = (place, focus) => {
      tabs.forEach((tab, other) => {
        tab.setAttribute("aria-selected", String(other === place))
        tab.tabIndex = other === place ? 0 : -1
        formats[other].hidden = other !== place
      })
      if (focus) tabs[place].focus()
    }
    tabs.forEach((tab, place) => tab.addEventListener("click", () => open(place, false)))
    list.addEventListener("keydown", event => {
      const here = tabs.indexOf(document.activeElement)
      const step = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: -1 }[event.key]
      if (here < 0 || step === undefined) return
      event.preventDefault()
      open((step + tabs.length) % tabs.length, true)
    })
    box.prepend(list)
    box.classList.add("ar-cite--tabs")
    const asked = formats.findIndex(format => `#${format.id}` === location.hash)
    open(Math.max(asked, 0), false)
  }
})()
