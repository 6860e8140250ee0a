/* Data as YAML in the base's plain style: one value a line, quoted only where it would be misread. */
(() => {
  "use strict"

  const HIDDEN = /[^\P{C}]|(?! )\p{Z}/u
  const STARTS_PLAIN = /^[\p{L}\p{N}(]/u
  const ENDS_PLAIN = /: |:$| #/

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

  const mapping = (data, misread, indent = "") => Object.entries(data).flatMap(([key, value]) => {
    if (Array.isArray(value)) return [`${indent}${key}:`, ...items(value, misread, `${indent}  `)]
    if (typeof value === "object") return [`${indent}${key}:`, ...mapping(value, misread, `${indent}  `)]
    return [`${indent}${key}: ${scalar(String(value), misread)}`]
  })
  const items = (values, misread, indent) => values.flatMap(value => {
    if (typeof value !== "object") return [`${indent}- ${scalar(String(value), misread)}`]
    const [first, ...rest] = mapping(value, misread, `${indent}  `)
    return [`${indent}- ${first.trimStart()}`, ...rest]
  })
  const yaml = (data, misread) => mapping(data, misread).map(line => `${line}\n`).join("")

  window.agiReview = Object.assign(window.agiReview ?? {}, { yaml })
})()
