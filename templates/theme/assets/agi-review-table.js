/* What the scripts of tables share: the text of cells, files from rows, ids from links. */
(() => {
  "use strict"

  const flat = text => text.replace(/\s+/g, " ").trim()
  const inner = (node, skip) => {
    let text = ""
    for (const child of node.childNodes) {
      if (child.nodeType === Node.TEXT_NODE) text += child.data
      else if (child.nodeType === Node.ELEMENT_NODE) text += child.matches(skip) ? " " : inner(child, skip)
    }
    return text
  }
  /* The text of a cell without marks and second lines. */
  const plain = (node, skip = ".ar-mark, .ar-table__sub") => flat(inner(node, skip))

  /* A leading =, +, - or @, also in its wide form, or a control character would be a formula to a spreadsheet. */
  const cell = text => `"${text.replace(/^(?=[=+\-@＝＋－＠\t\r\n])/, "'").replaceAll('"', '""')}"`
  const csv = rows => rows.map(row => row.map(cell).join(",")).join("\r\n")
  const markdown = rows => {
    const [heads, ...body] = rows.map(row => row.map(text => text.replace(/[\\|]/g, "\\$&")))
    return [heads, heads.map(() => "---"), ...body].map(row => `| ${row.join(" | ")} |`).join("\n")
  }
  const save = (text, name, type) => {
    const link = document.createElement("a")
    link.href = URL.createObjectURL(new Blob([`${text}\n`], { type: `${type};charset=utf-8` }))
    link.download = name
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 1000)
  }

  /* The id of the entry a row is about: the last part of its address, as a folder or as a file. */
  const link = row => row.querySelector("th a[href]")
  const idOf = row => link(row).pathname.replace(/(\/index)?\.html$|\/$/, "").split("/").at(-1)

  /* Ids stand in an address as they are, joined by commas. */
  const query = (parameters, name, ids) => {
    parameters.delete(name)
    const rest = parameters.toString()
    const mine = ids.length ? `${name}=${ids.join(",")}` : ""
    const all = [mine, rest].filter(Boolean).join("&")
    return all ? `?${all}` : ""
  }
  const idsIn = name => (new URLSearchParams(location.search).get(name) ?? "").split(",").filter(Boolean)

  window.agiReview = { flat, plain, csv, markdown, save, link, idOf, query, idsIn }
})()
