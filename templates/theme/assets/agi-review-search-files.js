/* Search in an index of many files. It finds the places that hold most of the words asked for, takes the best of them by
   what the words weigh there, and reads their documents alone: how these rank is for the search itself to say. So a query
   costs about the same however large the base is. */
(() => {
  "use strict"

  const { fold, index } = globalThis.agiReviewWords
  const MOST = 20 // hits that are shown
  const NAME = 8 // times a place weighs whose whole name was asked for

  globalThis.agiReviewSearchFiles = folder => {
    const dictionary = index(`${folder}words`)
    const files = new Map()
    const documentAt = async place => {
      const { file: size } = await dictionary.head()
      const number = Math.floor(place / size)
      if (!files.has(number)) {
        const read = fetch(`${folder}documents-${number}.json`).then(answer => answer.json())
        read.catch(() => files.delete(number))
        files.set(number, read)
      }
      return (await files.get(number)).docs[place % size]
    }
    /* That there are more, in the form of a hit, for the theme shows nothing else; it leads to the list of the best. */
    const rest = (count, location, query) => {
      const [list] = location.split("/")
      const file = location.endsWith("index.html") ? "index.html" : ""
      return [{
        location: `${list}/${file}?find=${encodeURIComponent(query)}`,
        title: `The best ${MOST} of ${count.toLocaleString("en")}`,
        text: `Another word narrows the search; the list of ${list} can be filtered by these.`,
        score: 0,
        terms: {},
      }]
    }
    const holding = async spelt => {
      const [own, ...others] = await Promise.all(spelt.map(dictionary.find))
      for (const other of others) {
        for (const [place, weight] of other) if ((own.get(place) ?? 0) < weight * 0.9) own.set(place, weight * 0.9)
      }
      return own
    }

    /* `asked` has for each word its spellings, the first as it was asked for. */
    return async (query, asked) => {
      const { documents, boosts } = await dictionary.head()
      const [terms, names] = await Promise.all([Promise.all(asked.map(holding)), dictionary.named(fold(query).trim())])
      const whole = new Set(names.flat())
      const scores = new Map()
      for (const term of terms) {
        const rare = Math.log(1 + documents / (1 + term.size))
        for (const [place, weight] of term) {
          const [held, sum] = scores.get(place) ?? [0, 0]
          scores.set(place, [held + 1, sum + weight * rare])
        }
      }
      let most = 0
      for (const [held] of scores.values()) most = Math.max(most, held)
      const ranked = [...scores]
        .filter(([, [held]]) => held === most)
        .map(([place, [, weight]]) => [place, weight * Math.log2(1 + Number(boosts[place])) * (whole.has(place) ? NAME : 1)])
        .sort((one, other) => other[1] - one[1] || one[0] - other[0])
      const docs = await Promise.all(ranked.slice(0, MOST).map(([place]) => documentAt(place)))
      return { docs, count: ranked.length, rest: docs.length ? rest(ranked.length, docs[0].location, query) : null }
    }
  }
})()
