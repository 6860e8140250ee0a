/* Data as YAML in the one form of `agi-review fmt`: order of keys, quotes only where needed, long prose in lines. */
(() => {
  "use strict"

  const HIDDEN = /[^\P{C}]|(?! )\p{Z}/u
  const STARTS_PLAIN = /^[\p{L}\p{N}(]/u
  const ENDS_PLAIN = /: |:$| #/
  const FORBIDDEN = /[^\n\P{Cc}]|[\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\p{Cs}]/u

  const isPlain = (text, misread) =>
    STARTS_PLAIN.test(text) && !HIDDEN.test(text) && text === text.trim() && !ENDS_PLAIN.test(text)
    && !misread.has(text.toLowerCase())
  const escaped = char => {
    if (!HIDDEN.test(char)) return char
    const code = char.codePointAt(0)
    const digits = code.toString(16).toUpperCase()
    return code > 0xffff ? `\\U${digits.padStart(8, "0")}` : `\\u${digits.padStart(4, "0")}`
  }
  const scalar = (text, misread) => {
    if (isPlain(text, misread)) return text
    if (/[\\"]/.test(text) && !HIDDEN.test(text)) return `'${text.replaceAll("'", "''")}'`
    return [...JSON.stringify(text)].map(escaped).join("")
  }

  /* Prose in lines, paragraphs apart; nothing if reading would not give it back. */
  const WIDTH = 104
  const LONGEST_LINE = 110
  const size = text => [...text].length
  const folded = (text, indent) => {
    const lines = []
    for (const paragraph of text.split(text.includes("\n\n") ? "\n\n" : "\n")) {
      const words = paragraph.split(" ")
      if (words.includes("") || paragraph.includes("\n")) return null
      let line = indent + words[0]
      for (const word of words.slice(1)) {
        if (size(line) + 1 + size(word) > WIDTH) {
          lines.push(line)
          line = indent + word
        } else line += ` ${word}`
      }
      lines.push(line, "")
    }
    return lines.slice(0, -1)
  }
  const value = (start, text, misread, indent, prose) => {
    const line = `${start} ${scalar(text, misread)}`
    const lines = prose && size(line) > LONGEST_LINE && !FORBIDDEN.test(text) ? folded(text, `${indent}  `) : null
    return lines ? [`${start} >-`, ...lines] : [line]
  }

  const mapping = (data, misread, shape, indent = "") => {
    const rank = name => { const at = shape.order?.indexOf(name) ?? -1; return at < 0 ? Infinity : at }
    const names = Object.keys(data).sort((a, b) => rank(a) === rank(b) ? 0 : rank(a) - rank(b))
    return names.flatMap(name => {
      const each = data[name]
      const start = `${indent}${name}:`
      const prose = shape.prose?.includes(name)
      const inner = shape.inner?.[name] ?? {}
      if (Array.isArray(each)) return [start, ...items(each, misread, inner, `${indent}  `, prose)]
      if (typeof each === "object") return [start, ...mapping(each, misread, inner, `${indent}  `)]
      return value(start, String(each), misread, indent, prose)
    })
  }
  const items = (values, misread, shape, indent, prose) => values.flatMap(each => {
    if (typeof each !== "object") return value(`${indent}-`, String(each), misread, indent, prose)
    const [first, ...rest] = mapping(each, misread, shape, `${indent}  `)
    return [`${indent}- ${first.trimStart()}`, ...rest]
  })
  const yaml = (data, misread, shape = {}) => mapping(data, misread, shape).map(line => `${line}\n`).join("")

  window.agiReview = Object.assign(window.agiReview ?? {}, { yaml })
})()
