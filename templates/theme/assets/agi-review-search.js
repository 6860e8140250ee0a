/* Search in a worker. It answers the theme's messages (set up, ready, query, result), so that field, list and keys stay
   the theme's own, and takes the place of an index that would be built anew on every page: words are gathered once,
   sorted, and found by their beginnings. An entry is one hit; every word asked for must be in it, but the best that
   hold some are shown where none holds all. */
"use strict"

const SETUP = 0
const READY = 1
const QUERY = 2
const RESULT = 3
const WEIGHTS = { title: 8, tags: 8, text: 1 }
const MARKED = 100 // hits that are sent with their text; of those further down, the title is enough
const LONGEST = 320 // letters of a text around the first word found

let docs = []
let words = []
let places = []

const PLAIN = /[\u0300-\u036f]/g
const fold = text => text.normalize("NFD").replace(PLAIN, "").toLowerCase()
const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&#x27;": "'" }
const unescaped = text => text.replace(/<[^>]+>/g, " ").replace(/&(amp|lt|gt|quot|#39|#x27);/g, entity => ENTITIES[entity])
const escaped = text => text.replace(/[&<>"]/g, letter => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[letter])
/* A word with inner points, dashes or slashes, such as an identifier, is a word and each of its parts. */
const WORD = /[\p{L}\p{N}]+(?:[.\-/_:][\p{L}\p{N}]+)*/gu
const split = text => (fold(text).match(WORD) ?? []).flatMap(word => {
  const parts = word.split(/[.\-/_:]/)
  return parts.length > 1 ? [word, ...parts] : parts
})

const build = found => {
  docs = found.map(doc => ({ ...doc, tags: doc.tags ?? [] }))
  const index = new Map()
  docs.forEach((doc, place) => {
    const weights = new Map()
    for (const [field, weight] of Object.entries(WEIGHTS)) {
      const text = unescaped(field === "tags" ? doc.tags.join(" · ") : doc[field])
      for (const word of split(text)) {
        if ((weights.get(word) ?? 0) < weight) weights.set(word, weight)
      }
    }
    for (const [word, weight] of weights) {
      if (!index.has(word)) index.set(word, [])
      index.get(word).push(place, weight)
    }
  })
  words = [...index.keys()].sort()
  places = words.map(word => index.get(word))
}

const firstFrom = prefix => {
  let [low, high] = [0, words.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (words[middle] < prefix) low = middle + 1
    else high = middle
  }
  return low
}
/* The weight of a word in each document; a whole word counts more than a beginning, a rare one more than a common.
   A single letter begins too much: it is found as a word only. */
const holding = asked => {
  const found = new Map()
  const begins = word => (asked.length > 1 ? word?.startsWith(asked) : word === asked)
  for (let at = firstFrom(asked); begins(words[at]); at += 1) {
    const share = words[at] === asked ? 2 : asked.length / words[at].length
    for (let place = 0; place < places[at].length; place += 2) {
      const weight = places[at][place + 1] * share
      if ((found.get(places[at][place]) ?? 0) < weight) found.set(places[at][place], weight)
    }
  }
  const rare = Math.log(1 + docs.length / (1 + found.size))
  for (const [doc, weight] of found) found.set(doc, weight * rare)
  return found
}

const marked = (text, asked) => {
  const spans = []
  for (const match of text.matchAll(WORD)) {
    const folded = fold(match[0])
    if (asked.some(word => folded.startsWith(word) || folded.split(/[.\-/_:]/).some(part => part.startsWith(word)))) {
      spans.push([match.index, match.index + match[0].length])
    }
  }
  return spans
}
const shown = (text, asked, longest = Infinity) => {
  const plain = unescaped(text)
  const spans = marked(plain, asked)
  let start = Math.max(0, (spans[0]?.[0] ?? 0) - 80)
  if (plain.length <= longest) start = 0
  else if (start) start = plain.indexOf(" ", start) + 1
  const end = Math.min(plain.length, start + longest)
  let [at, html] = [start, start ? "… " : ""]
  for (const [from, to] of spans) {
    if (from < at || to > end) continue
    html += `${escaped(plain.slice(at, from))}<mark>${escaped(plain.slice(from, to))}</mark>`
    at = to
  }
  return html + escaped(plain.slice(at, end)) + (end < plain.length ? " …" : "")
}

const search = query => {
  const asked = [...new Set(fold(query).match(WORD) ?? [])]
  if (!asked.length) return { items: [] }
  const scores = new Map()
  const terms = asked.map(holding)
  for (const term of terms) {
    for (const [doc, weight] of term) {
      const sum = scores.get(doc) ?? [0, 0]
      scores.set(doc, [sum[0] + 1, sum[1] + weight])
    }
  }
  const most = Math.max(0, ...[...scores.values()].map(([held]) => held))
  const name = fold(query).trim()
  const ranked = [...scores]
    .filter(([, [held]]) => held === most)
    .map(([doc, [, weight]]) => {
      const is = title => fold(unescaped(title)) === name
      const whole = is(docs[doc].title) ? 8 : docs[doc].tags.some(is) ? 2 : 1
      return [doc, weight * Math.log2(1 + (docs[doc].boost ?? 1)) * whole]
    })
    .sort((one, other) => other[1] - one[1] || one[0] - other[0])
  return {
    items: ranked.map(([doc, score], place) => {
      const { location, title, text, tags } = docs[doc]
      if (place >= MARKED) return [{ location, title, text: "", score, terms: {} }]
      const held = Object.fromEntries(asked.map((word, at) => [word, terms[at].has(doc)]))
      const others = tags.length ? { tags: tags.map(tag => shown(tag, asked)) } : {}
      return [{ location, title: shown(title, asked), text: shown(text, asked, LONGEST), ...others, score, terms: held }]
    }),
  }
}

/* The documents are many: they are loaded when somebody searches, unless they came with the index, as from disk. */
let built = null
const loaded = () => (built ??= fetch("../search/documents.json").then(answer => answer.json()).then(({ docs }) => build(docs)))

addEventListener("message", async ({ data }) => {
  if (data.type === SETUP) {
    if (data.data.docs.length) built = Promise.resolve(build(data.data.docs))
    postMessage({ type: READY })
  }
  if (data.type === QUERY) {
    if (data.data.trim()) await loaded()
    postMessage({ type: RESULT, data: search(data.data) })
  }
})
