const DIGITS = /^\d+$/

/** A text of digits without its leading zeros (`0` stays), any other text as it is: the key under which codes of two files meet. */
export function joinKey(text: string): string {
  return DIGITS.test(text) ? text.replace(/^0+(?=\d)/, '') : text
}

/**
 * Order of ids and codes as people count: numbers by value before other texts, texts by code unit, `7` before `007`.
 * Works for digits of any length. Negative when `a` comes first; 0 only for equal texts.
 */
export function compareNatural(a: string, b: string): number {
  const aIsNumber = DIGITS.test(a)
  if (aIsNumber !== DIGITS.test(b)) return aIsNumber ? -1 : 1
  if (aIsNumber) {
    const left = joinKey(a)
    const right = joinKey(b)
    if (left.length !== right.length) return left.length - right.length
    if (left !== right) return left < right ? -1 : 1
    if (a.length !== b.length) return a.length - b.length
  }
  return a < b ? -1 : a > b ? 1 : 0
}

/** Sort texts by `compareNatural`, in place; fast for many short numbers, and for texts that are none. */
export function sortNatural(texts: string[]): string[] {
  const numbers = texts
    .filter((text) => DIGITS.test(text))
    .map((text) => ({ text, value: text.length <= 15 ? Number(text) : -1 }))
  numbers.sort((a, b) =>
    a.value >= 0 && b.value >= 0 && a.value !== b.value ? a.value - b.value : compareNatural(a.text, b.text),
  )
  const others = texts.filter((text) => !DIGITS.test(text))
  // Without a rule of its own `sort` goes by code unit, which is the order that is wanted.
  others.sort()
  numbers.forEach(({ text }, index) => {
    texts[index] = text
  })
  others.forEach((text, index) => {
    texts[numbers.length + index] = text
  })
  return texts
}
