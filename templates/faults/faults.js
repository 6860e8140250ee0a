// Asks the server to answer when the faults on this page are no longer the ones there are, and loads the page again.
(async () => {
  const root = document.documentElement
  const address = new URL("wait/" + root.dataset.faults, document.querySelector("script").src)
  for (;;) {
    try {
      const answer = await fetch(address, { cache: "no-store" })
      if (answer.status !== 204) return location.reload()
    } catch {
      document.getElementById("state").textContent = "The site is being built, or the server has stopped."
      await new Promise(done => setTimeout(done, 1000))
    }
  }
})()
