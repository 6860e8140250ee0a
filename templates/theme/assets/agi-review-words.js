/* Words and the places that hold them, read from files as they are asked for. One file names the first word of each
   of the others, so that a beginning is looked for in those alone that can hold it. A place is a number; what stands
   there is the asker's to know. For pages and for workers. */
(() => {
  "use strict"

  const FOLDED = /[\u0300-\u036f]/g
  const fold = text => text.normalize("NFD").replace(FOLDED, "").toLowerCase()
  const WORD = /[\p{L}\p{N}]+(?:[.\-/_:][\p{L}\p{N}]+)*/gu
  const LAST = "\uffff"

  /* Lists of places are written as the steps from one to the next, the groups of a word apart by `;`. */
  const places = steps => {
    if (!steps) return []
    let at = 0
    return steps.split(",").map(step => (at += Number(step)))
  }

  const index = address => {
    const files = new Map()
    const read = name => {
      if (!files.has(name)) {
        const answer = fetch(`${address}${name}.json`).then(found => {
          if (!found.ok) throw new Error(`${address}${name}.json could not be read`)
          return found.json()
        })
        answer.catch(() => files.delete(name))
        files.set(name, answer)
      }
      return files.get(name)
    }
    const head = () => read("")
    const fileOf = (firsts, word) => {
      let [low, high] = [0, firsts.length]
      while (low < high) {
        const middle = (low + high) >>> 1
        if (firsts[middle] <= word) low = middle + 1
        else high = middle
      }
      return Math.max(low - 1, 0)
    }
    const textOf = async word => {
      const { firsts } = await head()
      return firsts.length ? (await read(`-${fileOf(firsts, word)}`))[word] : undefined
    }

    /* The best weight of a beginning at each place; a whole word counts twice, a part by the share it has of the
       word. A single letter begins too much: it is found as a word only. Where too many files hold words that begin
       so, a list of the places stands ready: of all of them, without what they weigh, or of the best. */
    const find = async begin => {
      const { firsts, weights, most, all } = await head()
      const found = new Map()
      const note = (place, weight) => { if ((found.get(place) ?? 0) < weight) found.set(place, weight) }
      const take = (text, share) => text.split(";").forEach((steps, group) => {
        for (const place of places(steps)) note(place, weights[group] * share)
      })
      const ready = all.indexOf(begin)
      if (ready >= 0) {
        for (const place of places(await read(`-all-${ready}`))) note(place, weights[0])
        return found
      }
      if (!firsts.length) return found
      const [from, to] = [fileOf(firsts, begin), fileOf(firsts, begin + LAST)]
      const wide = most > 0 && to - from >= most
      if (begin.length > 1 && !wide) {
        const held = await Promise.all(Array.from({ length: to - from + 1 }, (_, step) => read(`-${from + step}`)))
        for (const file of held) {
          for (const word of Object.keys(file)) {
            if (word.startsWith(begin) && !word.endsWith(" ") && !word.endsWith("*")) {
              take(file[word], word === begin ? 2 : begin.length / word.length)
            }
          }
        }
        return found
      }
      const [own, best] = await Promise.all([textOf(begin), wide && begin.length > 1 ? textOf(`${begin}*`) : ""])
      if (own) take(own, 2)
      if (best) {
        const [steps, scores] = best.split(";")
        const given = scores.split(",")
        places(steps).forEach((place, at) => note(place, Number(given[at]) / 100))
      }
      return found
    }
    /* The groups of places whose whole name a text is. */
    const named = async name => ((await textOf(`${name} `)) ?? "").split(";").map(places)
    return { head, find, named }
  }

  globalThis.agiReviewWords = { fold, index, words: text => [...new Set(fold(text).match(WORD) ?? [])] }
})()
