/* Tracing and filtering the lineage of families and models. Pictures and their tables are complete without this
   script; the state stands in the address, so that it can be shared and Back works. */
(() => {
  "use strict"

  const counted = (number, noun) => {
    const several = noun.endsWith("y") ? `${noun.slice(0, -1)}ies` : `${noun}s`
    return `${number} ${number === 1 ? noun : several}`
  }

  const start = form => {
    const figure = document.getElementById(form.dataset.arLineage)
    const { noun } = form.dataset
    const region = figure.querySelector(".ar-picture__scroll")
    const picture = region.querySelector("svg")
    const status = form.querySelector("[role=status]")
    const go = form.querySelector("[data-ar-go]")
    const { trace, category, since } = form.elements
    const nodes = new Map([...picture.querySelectorAll("[data-key]")].map(node => [node.dataset.key, node]))
    const title = node => node.dataset.name
    /* A line and the arrow after it, in the order they were drawn. */
    const edges = [...picture.querySelectorAll("[data-from]")].map(line => {
      const arrow = line.nextElementSibling?.matches(".ar-pic__arrow") ? [line.nextElementSibling] : []
      return { from: line.dataset.from, to: line.dataset.to, parts: [line, ...arrow] }
    })
    const after = edges.at(-1)?.parts.at(-1).nextSibling ?? null
    const ground = edges[0]?.parts[0].parentNode
    const rows = [...figure.querySelectorAll(".ar-twin tbody tr")]

    const option = (value, text) => {
      const made = document.createElement("option")
      made.value = value
      made.textContent = text
      return made
    }
    const byName = [...nodes].map(([key, node]) => [key, title(node)])
    byName.sort((one, other) => one[1].localeCompare(other[1], "en"))
    trace.append(...byName.map(([key, name]) => option(key, name)))
    const years = new Set([...nodes.values()].map(node => node.dataset.since).filter(Boolean))
    since.append(...[...years].sort().map(year => option(year, year)))

    /* Everything on the way from a model up to its origins, or down to what came of it. */
    const reached = (key, near, far) => {
      const found = new Set()
      const ring = [key]
      while (ring.length) {
        const at = ring.pop()
        for (const edge of edges) {
          if (edge[near] !== at || edge[far] === at || found.has(edge[far])) continue
          found.add(edge[far])
          ring.push(edge[far])
        }
      }
      return found
    }

    const show = () => {
      const key = trace.value
      const up = reached(key, "to", "from")
      const down = reached(key, "from", "to")
      const fits = node => (!category.value || node.dataset.category === category.value)
        && (!since.value || node.dataset.since >= since.value)
      const hidden = new Set([...nodes.keys()].filter(each => !fits(nodes.get(each))))
      picture.classList.toggle("ar-pic--tracing", key !== "")
      for (const [each, node] of nodes) {
        node.classList.toggle("ar-pic--on", each === key || up.has(each) || down.has(each))
        node.classList.toggle("ar-pic--aim", each === key)
        node.classList.toggle("ar-pic--off", hidden.has(each))
      }
      const last = []
      for (const edge of edges) {
        const on = key !== "" && (((edge.to === key || up.has(edge.to)) && up.has(edge.from))
          || ((edge.from === key || down.has(edge.from)) && down.has(edge.to)))
        const off = hidden.has(edge.from) || hidden.has(edge.to)
        for (const part of edge.parts) {
          part.classList.toggle("ar-pic--on", on)
          part.classList.toggle("ar-pic--off", off)
          if (on) last.push(part)
          else ground.insertBefore(part, after)
        }
      }
      for (const part of last) ground.insertBefore(part, after)
      for (const row of rows) row.hidden = hidden.has(row.dataset.child) || hidden.has(row.dataset.parent)
      go.disabled = key === "" || hidden.has(key)
      const words = []
      if (key) {
        const gone = hidden.has(key) ? ", hidden by the filter" : ""
        const name = title(nodes.get(key))
        words.push(`${name}: ${counted(up.size, "ancestor")}, ${counted(down.size, "descendant")}${gone}.`)
      }
      if (category.value || since.value) words.push(`${nodes.size - hidden.size} of ${counted(nodes.size, noun)} shown.`)
      status.textContent = words.join(" ")
    }

    /* Bring the traced model into the part of the picture that is seen, sideways only. */
    const aim = () => {
      const box = nodes.get(trace.value)?.querySelector("rect")
      if (!box) return
      const off = box.getBoundingClientRect().left - region.getBoundingClientRect().left
      region.scrollLeft += off - region.clientWidth / 2
    }

    const names = ["trace", "category", "since"]
    const asked = name => noun === "model" ? name : `${noun}-${name}`
    const write = () => {
      const query = new URLSearchParams(location.search)
      for (const name of names) {
        query.delete(asked(name))
        if (form.elements[name].value) query.set(asked(name), form.elements[name].value)
      }
      const search = query.size ? `?${query}` : ""
      if (search !== location.search) history.pushState(null, "", search || location.pathname)
    }
    const read = () => {
      const query = new URLSearchParams(location.search)
      for (const name of names) {
        const { options } = form.elements[name]
        const value = query.get(asked(name)) ?? ""
        form.elements[name].value = [...options].some(each => each.value === value) ? value : ""
      }
      show()
      aim()
    }
    const changed = () => { write(); show() }
    const traced = node => {
      trace.value = trace.value === node.dataset.key ? "" : node.dataset.key
      changed()
    }

    form.addEventListener("submit", event => event.preventDefault())
    form.addEventListener("change", event => {
      changed()
      if (event.target === trace) aim()
    })
    form.addEventListener("reset", () => setTimeout(changed))
    go.addEventListener("click", () => nodes.get(trace.value)?.focus())
    picture.addEventListener("click", event => {
      const node = event.target.closest("[data-key]")
      if (!node || !event.altKey) return
      event.preventDefault()
      traced(node)
    })
    picture.addEventListener("keydown", event => {
      const node = event.target.closest("[data-key]")
      if (!node || event.key.toLowerCase() !== "t" || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      traced(node)
    })
    addEventListener("popstate", read)
    read()
  }

  for (const form of document.querySelectorAll("[data-ar-lineage]")) start(form)
})()
