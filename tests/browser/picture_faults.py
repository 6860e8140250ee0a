"""What a drawn picture must not do to its reader, measured on its boxes in the browser."""

from __future__ import annotations

MEASURE = """() => {
  const faults = []
  const svg = document.querySelector("svg")
  const frame = svg.getBoundingClientRect()
  const say = element => element.textContent.trim().slice(0, 30)
  const apart = (a, b, by) => a.right <= b.left + by || b.right <= a.left + by
    || a.bottom <= b.top + by || b.bottom <= a.top + by
  const within = (a, b, by) => a.left >= b.left - by && a.right <= b.right + by
    && a.top >= b.top - by && a.bottom <= b.bottom + by

  /* Letters are lower than the line they stand on: the room above capitals is nobody's. */
  const texts = [...svg.querySelectorAll("text")].map(element => {
    const { left, right, top, bottom, height } = element.getBoundingClientRect()
    return { element, left, right, top: top + height * 0.2, bottom: bottom - height * 0.2 }
  })
  texts.sort((a, b) => a.top - b.top)
  texts.forEach((text, at) => {
    if (!within(text, frame, 1)) faults.push(`“${say(text.element)}” reaches out of the picture`)
    for (const other of texts.slice(at + 1)) {
      if (other.top > text.bottom) break
      if (!apart(text, other, 1))
        faults.push(`“${say(text.element)}” meets “${say(other.element)}”`)
    }
  })

  const nodes = [...svg.querySelectorAll("[data-key]")].map(element => {
    const own = element.querySelector(":scope > rect.ar-pic__box")
      ?? element.querySelector(".ar-pic__mark")
    return { element, key: element.dataset.key, box: own?.getBoundingClientRect() }
  }).filter(node => node.box)
  for (const { element, key, box } of nodes) {
    const rect = element.querySelector(":scope > rect.ar-pic__box")
    const name = rect && element.querySelector("text:is(.ar-pic--name, .ar-pic--strong)")
    const across = { left: box.left, right: box.right, top: -1e9, bottom: 1e9 }
    if (name && !within(name.getBoundingClientRect(), across, 0))
      faults.push(`“${say(name)}” is wider than the box of ${key}`)
  }
  const byRow = [...nodes].sort((a, b) => a.box.top - b.box.top)
  byRow.forEach((node, at) => {
    for (const other of byRow.slice(at + 1)) {
      if (other.box.top >= node.box.bottom) break
      if (!apart(node.box, other.box, 1)) faults.push(`${node.key} lies on ${other.key}`)
    }
  })

  for (const line of svg.querySelectorAll("path[data-from]")) {
    const { from, to } = line.dataset
    const length = line.getTotalLength()
    const bounds = line.getBoundingClientRect()
    const near = nodes.filter(node => node.key !== from && node.key !== to
      && !apart(bounds, node.box, 1))
    if (!near.length) continue
    const matrix = line.getScreenCTM()
    for (let at = 0; at <= length; at += 3) {
      const { x, y } = line.getPointAtLength(at).matrixTransform(matrix)
      const met = near.find(({ box }) => x > box.left + 1 && x < box.right - 1
        && y > box.top + 1 && y < box.bottom - 1)
      if (met) {
        faults.push(`the line from ${from} to ${to} runs under ${met.key}`)
        break
      }
    }
  }
  return faults
}"""
"""The faults of the one picture on a page."""
