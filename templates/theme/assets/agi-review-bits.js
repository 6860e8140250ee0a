/* Sets of rows as bits, 32 to a number: what a click gives is counted without looking at a row. */
(() => {
  "use strict"

  window.agiReview.bits = total => {
    const size = Math.ceil(total / 32)
    const none = () => new Uint32Array(size)
    const every = none().fill(0xffffffff)
    if (total % 32) every[size - 1] = 2 ** (total % 32) - 1
    const add = (set, row) => { set[row >>> 5] |= 1 << (row & 31) }
    const has = (set, row) => (set[row >>> 5] >>> (row & 31)) & 1
    const and = (one, other) => one.map((word, place) => word & other[place])
    const or = (one, other) => one.map((word, place) => word | other[place])
    const shared = (one, other) => {
      let count = 0
      for (let place = 0; place < size; place += 1) {
        let word = one[place] & other[place]
        word -= (word >>> 1) & 0x55555555
        word = (word & 0x33333333) + ((word >>> 2) & 0x33333333)
        count += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
      }
      return count
    }
    return { none, every, add, has, and, or, shared }
  }
})()
