import type { Random } from '../matrix/random.ts'
import { KINDS, type Catalogue, type Category, type Kind } from './catalogue.ts'
import { mixedVowels, typedOnLatinKeys } from './hangul-keys.ts'
import { BRANDS_PER_KIND, brandName, sideWords, sizeWords } from './keyword-words.ts'
import { drawWeighted } from './sampling.ts'

/** Among fresh words for a category with a published count, the plain word's share; the other categories have less of it. */
const PLAIN_SHARE = 0.52
const PLAIN_SHARE_ELSEWHERE = 0.46

/**
 * Searches for the plain word over all searches aimed at its category: less than `PLAIN_SHARE`, for some of the searches go astray
 * (another category of the shelf, a shop that does not sell it). Measured at scale 1.
 */
export const PLAIN_SHARE_REACHED = 0.4

/** Chance that a client types again the word used before for the same category. */
const HABIT_SHARE = 0.58

/** How a word that is not the plain one is made, with its weight. */
const FORMS = [
  ['other-spelling', 4],
  ['side-word', 21],
  ['size', 9],
  ['brand-and-word', 19],
  ['brand', 6],
  ['brand-side-word', 2],
  ['side-and-size', 1.4],
  ['shelf-word', 11],
  ['brand-and-shelf', 6],
  ['two-side-words', 1],
  ['code', 1.2],
  ['digits', 0.5],
  ['latin-keys', 0.35],
  ['stray-jamo', 0.7],
  ['comma', 0.12],
  ['quote', 0.1],
] as const

type Form = (typeof FORMS)[number][0]

const FORM_WEIGHTS = FORMS.map(([, weight]) => weight)
/** Gadgets are looked up by model. */
const GADGET_WEIGHTS = FORMS.map(([form, weight]) => (form === 'code' ? 12 : weight))
const GADGETS: ReadonlySet<Kind> = new Set(['appliance', 'digital', 'auto'])

const CODE_LETTERS = 'abcdefghjklmnpqrstvwxz'
const STRAY_JAMO = 'ㅣㅡㅏㅋㄴㅇ'

/** How steeply common side words and brands lead over rare ones: a place is `floor(n * u^power)`. */
const SIDE_POWER = 3.1
const BRAND_POWER = 3.4

/** Makes the words of one client after another. */
export interface KeywordMaker {
  /** Forgets the habits of the client before. */
  readonly nextClient: () => void
  /** What the client types when looking for a category (a position in the catalogue). */
  readonly draw: (random: Random, category: number) => string
}

function pick<T>(random: Random, items: ArrayLike<T>, power: number): T {
  return items[Math.floor(items.length * random.next() ** power)]!
}

const spaced = (random: Random, left: string, right: string): string =>
  random.next() < 0.45 ? `${left} ${right}` : left + right

function modelCode(random: Random): string {
  const letters = (count: number): string => Array.from({ length: count }, () => pick(random, CODE_LETTERS, 1)).join('')
  const digits = (count: number): string => Array.from({ length: count }, () => String(random.int(10))).join('')
  const code =
    letters(1 + random.int(3)) + digits(2 + random.int(3)) + (random.next() < 0.5 ? letters(1 + random.int(3)) : '')
  return random.next() < 0.4 ? code.toUpperCase() : code
}

function otherSpelling(random: Random, category: Category, word: string): string {
  if (category.words.length > 1 && random.next() < 0.8) return pick(random, category.words.slice(1), 1)
  const mixed = mixedVowels(word)
  if (mixed !== word && random.next() < 0.6) return mixed
  if (word.length < 3) return word + pick(random, ['류', '용', '들'], 1)
  const cut = 1 + random.int(word.length - 1)
  return `${word.slice(0, cut)} ${word.slice(cut)}`
}

function compose(random: Random, form: Form, category: Category): string {
  const word = pick(random, category.words, 3)
  const brand = (): string =>
    brandName(KINDS.indexOf(category.kind), Math.floor(BRANDS_PER_KIND * random.next() ** BRAND_POWER))
  const side = (): string => pick(random, sideWords(category.kind), SIDE_POWER)
  const size = (): string => pick(random, sizeWords(category.kind), 1.5)
  const shelfWord = pick(random, category.shelfWords, 3)
  switch (form) {
    case 'other-spelling':
      return otherSpelling(random, category, word)
    case 'side-word':
      return random.next() < 0.75 ? spaced(random, side(), word) : spaced(random, word, side())
    case 'size':
      return `${word} ${size()}`
    case 'brand-and-word':
      return spaced(random, brand(), word)
    case 'brand':
      return brand()
    case 'brand-side-word':
      return spaced(random, `${brand()} ${side()}`, word)
    case 'side-and-size':
      return `${spaced(random, side(), word)} ${size()}`
    case 'shelf-word':
      return random.next() < 0.5 ? shelfWord : spaced(random, side(), shelfWord)
    case 'brand-and-shelf':
      return spaced(random, brand(), shelfWord)
    case 'two-side-words':
      return `${side()} ${side()} ${word}`
    case 'code':
      return random.next() < 0.3 ? `${word} ${modelCode(random)}` : modelCode(random)
    case 'digits':
      return String(1_000_000 + random.int(400_000_000))
    case 'latin-keys':
      return typedOnLatinKeys(word)
    case 'stray-jamo':
      return word + pick(random, STRAY_JAMO, 1.5)
    case 'comma':
      return `${word},${side()}`
    case 'quote':
      return random.next() < 0.7 ? `"${word}` : `${word} 15"`
  }
}

/** A maker of search words over the catalogue's Korean words. */
export function createKeywordMaker(catalogue: Catalogue): KeywordMaker {
  const habits = new Map<number, string>()

  function fresh(random: Random, category: Category): string {
    const plain = category.searchTarget > 0 ? PLAIN_SHARE : PLAIN_SHARE_ELSEWHERE
    if (random.next() < plain) return category.words[0]!
    const weights = GADGETS.has(category.kind) ? GADGET_WEIGHTS : FORM_WEIGHTS
    return compose(random, FORMS[drawWeighted(random, weights)]![0], category)
  }

  return {
    nextClient: () => habits.clear(),
    draw: (random, category) => {
      const known = habits.get(category)
      if (known !== undefined && random.next() < HABIT_SHARE) return known
      const word = fresh(random, catalogue.categories[category]!)
      habits.set(category, word)
      return word
    },
  }
}
