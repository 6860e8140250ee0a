/* Search in a worker. It answers the theme's messages (set up, ready, query, result), so that field, list and keys stay
   the theme's own, and takes the place of an index that would be built anew on every page: words are gathered once,
   sorted, and found by their beginnings. A word also stands for its other labels in the glossary, for itself written
   together with the next, and, where no page holds it, for the words one or two letters off. An entry is one hit; every
   word asked for must be in it, but the best that hold some are shown where none holds all. */
"use strict"

const SETUP = 0
const READY = 1
const QUERY = 2
const RESULT = 3
/* Tags are other names; names are what it is asked for by and not shown: kind, identifiers, first author and year. */
const WEIGHTS = { title: 8, tags: 8, names: 6, text: 1 }
/* Words of a question that say nothing of its subject. */
const FILLERS = new Set("a about al an and any are as at be by can do does et for from has have how in is it of on or that the their there to what where which who with".split(" "))
const MARKED = 100 // hits that are sent with their text; of those further down, the title is enough
const LONGEST = 320 // letters of a text around the first word found
const MOST = 16 // words of a query that are looked for

let docs = []
let words = []
let places = []
let labels = new Map() // a label of the glossary, folded, and the other labels of its term
const PLAIN = /[\u0300-\u036f]/g
const fold = text => text.normalize("NFD").replace(PLAIN, "").toLowerCase()
const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&#x27;": "'" }
const unescaped = text => text.replace(/<[^>]+>/g, " ").replace(/&(amp|lt|gt|quot|#39|#x27);/g, entity => ENTITIES[entity])
const escaped = text => text.replace(/[&<>"]/g, letter => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[letter])
/* A word with inner points, dashes or slashes, such as an identifier, is a word and each of its parts. */
const WORD = /[\p{L}\p{N}]+(?:[.\-/_:][\p{L}\p{N}]+)*/gu
const split = text => (fold(text).match(WORD) ?? []).flatMap(word => {
  const parts = word.split(/[.\-/_:]/)
  return parts.length > 1 ? [word, ...parts, parts.join("")] : parts
})
/* An identifier is asked for as it was copied: with its address, its name before it, a version behind. */
const ADDRESS = /(?:https?:\/\/)?(?:dx\.)?(?:doi\.org|arxiv\.org\/(?:abs|pdf|html)|pubmed\.ncbi\.nlm\.nih\.gov|openreview\.net\/forum\?id=)\/?/g
const NAMED = /\b(?:doi|arxiv|pmid|pubmed)\s*[: ]\s*(?=\d)/g
const VERSION = /\b(\d{4}\.\d{4,5})(?:v\d+)?(?:\.pdf)?\b/g
const wordsOf = query => {
  const asked = [...new Set(fold(query).replace(ADDRESS, "").replace(NAMED, "").replace(VERSION, "$1").match(WORD) ?? [])]
  const telling = asked.filter(word => !FILLERS.has(word))
  return (telling.length ? telling : asked).slice(0, MOST)
}

const build = found => {
  docs = found.map(doc => ({ ...doc, tags: doc.tags ?? [], names: doc.names ?? [] }))
  const index = new Map()
  labels = new Map()
  for (const { location, title, tags } of docs) {
    if (!/^terms\/.+/.test(location)) continue
    const all = [title, ...tags].map(label => split(unescaped(label)).join(" "))
    for (const label of all) labels.set(label, all.filter(other => other !== label))
  }
  docs.forEach((doc, place) => {
    const weights = new Map()
    for (const [field, weight] of Object.entries(WEIGHTS)) {
      const text = unescaped([doc[field]].flat().join(" · "))
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
const rated = found => {
  const rare = Math.log(1 + docs.length / (1 + found.size))
  return new Map([...found].map(([doc, weight]) => [doc, weight * rare]))
}
const beginning = asked => {
  const found = new Map()
  const begins = word => (asked.length > 1 ? word?.startsWith(asked) : word === asked)
  for (let at = firstFrom(asked); begins(words[at]); at += 1) {
    const share = words[at] === asked ? 2 : asked.length / words[at].length
    raise(found, at, share)
  }
  return found
}
const raise = (found, at, share) => {
  for (let place = 0; place < places[at].length; place += 2) {
    const weight = places[at][place + 1] * share
    if ((found.get(places[at][place]) ?? 0) < weight) found.set(places[at][place], weight)
  }
}
/* How many letters must be changed, put in, left out or exchanged with the next; `most + 1` if more than that. */
const distance = (one, other, most) => {
  let [before, last] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)]
  for (let row = 1; row <= one.length; row += 1) {
    const now = [row]
    for (let at = 1; at <= other.length; at += 1) {
      now[at] = Math.min(last[at] + 1, now[at - 1] + 1, last[at - 1] + (one[row - 1] === other[at - 1] ? 0 : 1))
      if (one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1]) now[at] = Math.min(now[at], before[at - 2] + 1)
    }
    if (Math.min(...now) > most) return most + 1
    before = last
    last = now
  }
  return last[other.length]
}
const misspelt = asked => {
  const found = new Map()
  if (asked.length < 4 || /\d/.test(asked)) return [found, []]
  const most = asked.length < 8 ? 1 : 2
  const near = []
  words.forEach((word, at) => {
    if (Math.abs(word.length - asked.length) > most) return
    const off = distance(asked, word, most)
    if (off <= most) near.push([off, at])
  })
  const least = Math.min(...near.map(([off]) => off))
  const closest = near.filter(([off]) => off === least).map(([, at]) => at)
  for (const at of closest) raise(found, at, 1)
  return [found, closest.map(at => words[at])]
}
/* The word without the ending of its plural, and as it is spelt across the sea. */
const PAIRS = [["our", "or"], ["isation", "ization"], ["ise", "ize"], ["haem", "hem"], ["aem", "em"], ["paed", "ped"], ["oed", "ed"], ["centre", "center"], ["fibre", "fiber"], ["licence", "license"], ["labell", "label"], ["modell", "model"]]
const spellings = word => {
  const others = word.length > 3 && /[^s]s$/.test(word) ? [word.slice(0, -1)] : []
  for (const [one, other] of PAIRS) {
    if (word.includes(one)) others.push(word.replace(one, other))
    else if (word.includes(other)) others.push(word.replace(other, one))
  }
  return others
}
/* What answers each word asked for, and the words that are to be marked for it. */
const answers = asked => {
  const marks = new Set(asked)
  const found = asked.map(word => {
    const own = rated(beginning(word))
    for (const other of spellings(word)) {
      join(own, rated(beginning(other)), 0.9)
      marks.add(other)
    }
    return own
  })
  asked.forEach((word, from) => {
    for (let to = from + 1; to <= Math.min(asked.length, from + 4); to += 1) {
      const run = asked.slice(from, to)
      const others = new Set((labels.get(run.flatMap(split).join(" ")) ?? []).filter(label => label.length > 1))
      if (run.length === 2) others.add(run.join(""))
      for (const other of others) {
        const [first, ...rest] = other.split(" ").map(part => rated(beginning(part)))
        for (const doc of first.keys()) if (!rest.every(part => part.has(doc))) first.delete(doc)
        if (first.size) marks.add(other.split(" ")[0])
        for (let at = from; at < to; at += 1) join(found[at], first, 0.7)
      }
    }
  })
  asked.forEach((word, at) => {
    if (found[at].size) return
    const [near, spelt] = misspelt(word)
    found[at] = rated(near)
    for (const other of spelt) marks.add(other)
  })
  return [found, [...marks]]
}
const join = (into, other, share) => {
  for (const [doc, weight] of other) if ((into.get(doc) ?? 0) < weight * share) into.set(doc, weight * share)
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

/* How much of a label is what was asked for: of two that hold it, the shorter is meant. */
const share = (label, asked) => {
  const held = fold(label).match(WORD) ?? []
  return held.filter(word => asked.includes(word)).length / (held.length || 1)
}
const squeezed = text => (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).join("")
const search = query => {
  const asked = wordsOf(query)
  if (!asked.length) return { items: [] }
  const scores = new Map()
  const [terms, marks] = answers(asked)
  for (const term of terms) {
    for (const [doc, weight] of term) {
      const sum = scores.get(doc) ?? [0, 0]
      scores.set(doc, [sum[0] + 1, sum[1] + weight])
    }
  }
  const most = Math.max(0, ...[...scores.values()].map(([held]) => held))
  const name = squeezed(asked.join(" "))
  const ranked = [...scores]
    .filter(([, [held]]) => held === most)
    .map(([doc, [, weight]]) => {
      const { title, tags, names, boost } = docs[doc]
      const is = label => squeezed(unescaped(label)) === name
      const whole = is(title) ? 8 : tags.some(is) || names.some(is) ? 4 : 1
      const filled = Math.max(...[title, ...tags].map(label => share(unescaped(label), marks)))
      return [doc, weight * Math.log2(1 + (boost ?? 1)) * whole * (1 + filled)]
    })
    .sort((one, other) => other[1] - one[1] || one[0] - other[0])
  return {
    items: ranked.map(([doc, score], place) => {
      const { location, title, text, tags } = docs[doc]
      if (place >= MARKED) return [{ location, title, text: "", score, terms: {} }]
      const held = Object.fromEntries(asked.map((word, at) => [word, terms[at].has(doc)]))
      const others = tags.length ? { tags: tags.map(tag => shown(tag, marks)) } : {}
      return [{ location, title: shown(title, marks), text: shown(text, marks, LONGEST), ...others, score, terms: held }]
    }),
  }
}

/* The documents are many: they are loaded when somebody searches, unless they came with the index, as from disk. */
let built = null
const loaded = () => (built ??= fetch("../search/documents.json").then(answer => answer.json()).then(({ docs }) => build(docs)))

/* Those of a large base are not loaded at all: its index came in files, of which a query reads a few. The documents
   that may be meant are then searched as a small base is. */
let divided = null
const open = async () => {
  const here = globalThis.agiReviewScript ?? location.href // from disk, what runs this says where it stands
  await importScripts("agi-review-words.js", "agi-review-search-files.js")
  return globalThis.agiReviewSearchFiles(new URL("../search/", here).href)
}
const searchFiles = async query => {
  const { docs: found, count, rest } = await (await divided)(query, wordsOf(query).flatMap(word => [[word, ...spellings(word)]]))
  build(found)
  const { items } = search(query)
  return { items: count > found.length ? [...items, rest] : items }
}

const PAUSE = 250 // ms without a further letter before files are read: who types a word asks for its beginnings in passing
let turn = 0
addEventListener("message", async ({ data }) => {
  if (data.type === SETUP) {
    if (data.data.config.divided) divided = open()
    else if (data.data.docs.length) built = Promise.resolve(build(data.data.docs))
    postMessage({ type: READY })
  }
  if (data.type === QUERY) {
    const mine = turn += 1
    const asked = data.data.trim()
    if (divided) await new Promise(done => setTimeout(done, PAUSE))
    if (mine !== turn) return
    if (asked && !divided) await loaded()
    const found = asked && divided ? await searchFiles(asked) : search(data.data)
    if (mine === turn) postMessage({ type: RESULT, data: found })
  }
})
