/* Two things browsers refuse a page that is opened from disk: starting a worker and reading a file.
   Workers run in a hidden frame instead; a file's text comes from the script of its name beside it.
   Only a site made for the disk loads this, before any other script. */
(() => {
  "use strict"

  if (location.protocol !== "file:") return

  const load = (from, root) => new Promise((resolve, reject) => {
    const script = root.createElement("script")
    script.src = from
    script.addEventListener("text", event => resolve(event.detail))
    script.addEventListener("load", () => { resolve(); script.remove() })
    script.addEventListener("error", () => reject(new TypeError(`${from} could not be read`)))
    root.head.append(script)
  })

  class FrameWorker extends EventTarget {
    constructor(from) {
      super()
      const address = new URL(from, document.baseURI).href
      this.frame = document.createElement("iframe")
      this.frame.hidden = true
      this.frame.title = "Search"
      this.started = new Promise(resolve => {
        this.frame.addEventListener("load", () => resolve(this.start(address)), { once: true })
      })
      document.body.append(this.frame)
    }

    /* What a worker's script takes for granted, given to the frame before it runs there. */
    async start(address) {
      const inner = this.frame.contentWindow
      inner.agiReviewScript = address
      inner.fetch = window.fetch
      inner.postMessage = data => this.tell(new MessageEvent("message", { data }))
      inner.importScripts = async (...names) => {
        for (const name of names) await load(new URL(name, address).href, inner.document)
      }
      await load(address, inner.document)
      return inner
    }

    tell(event) {
      this.dispatchEvent(event)
      this.onmessage?.(event)
    }

    postMessage(data) {
      this.started.then(
        inner => inner.dispatchEvent(new inner.MessageEvent("message", { data })),
        () => this.dispatchEvent(new Event("error")),
      )
    }

    terminate() {
      this.frame.remove()
    }
  }

  window.Worker = FrameWorker
  window.fetch = async from => {
    const { href } = new URL(from, document.baseURI)
    return new Response(await load(`${href}.js`, document))
  }
})()
