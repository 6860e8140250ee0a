/* What lies with another site is loaded when a reader asks for it, and not before: a PDF in a frame, comments. */
(() => {
  "use strict"

  const say = message => {
    const live = document.getElementById("ar-live")
    if (live) live.textContent = message
  }
  const line = text => Object.assign(document.createElement("p"), { textContent: text, className: "ar-note" })

  const showDocument = (box, address) => {
    const host = new URL(address).hostname
    const frame = document.createElement("iframe")
    frame.className = "ar-preview__frame"
    frame.title = box.dataset.arTitle
    frame.referrerPolicy = "no-referrer"
    frame.src = address
    box.classList.add("ar-preview--open")
    box.replaceChildren(
      frame,
      line(`If this stays empty, ${host} does not allow its pages to be shown here.`),
      box.querySelector(".ar-actions"),
    )
    say(`Loading the PDF from ${host}`)
    frame.focus()
  }

  const showComments = (box, term) => {
    const dark = document.body.dataset.mdColorScheme === "slate"
    const script = document.createElement("script")
    script.src = "https://giscus.app/client.js"
    script.async = true
    script.crossOrigin = "anonymous"
    const settings = {
      repo: box.dataset.repo,
      repoId: box.dataset.repoId,
      category: box.dataset.category,
      categoryId: box.dataset.categoryId,
      mapping: "specific",
      term,
      strict: "1",
      reactionsEnabled: "0",
      emitMetadata: "0",
      inputPosition: "bottom",
      theme: dark ? "dark" : "light",
      lang: "en",
    }
    Object.assign(script.dataset, settings)
    const place = Object.assign(document.createElement("div"), { className: "giscus", tabIndex: -1 })
    script.addEventListener("error", () => {
      place.replaceChildren(line("The comments could not be loaded."))
      say("The comments could not be loaded")
    })
    box.replaceWith(place)
    place.after(script)
    place.focus()
    say("Loading the comments")
  }

  document.addEventListener("click", event => {
    const button = event.target.closest?.("[data-ar-load]")
    const box = button?.closest("[data-ar-frame], [data-ar-comments]")
    if (!box) return
    button.remove()
    if (box.dataset.arFrame) showDocument(box, box.dataset.arFrame)
    else showComments(box, box.dataset.arComments)
  })
})()
