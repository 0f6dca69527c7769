import { DomainError } from '../domain-error.ts'
import { FOOD_CATALOGUE } from './catalogue-food.ts'
import { LIVING_CATALOGUE } from './catalogue-living.ts'
import { STYLE_CATALOGUE } from './catalogue-style.ts'

/** What sort of goods a department sells; shops, tastes, words and amounts hang on it. */
export const KINDS = [
  'fresh',
  'dairy',
  'chilled',
  'frozen',
  'pantry',
  'snack',
  'bakery',
  'drink',
  'alcohol',
  'health',
  'living',
  'kitchen',
  'home',
  'appliance',
  'digital',
  'auto',
  'hobby',
  'fashion',
  'acc',
  'beauty',
  'baby',
  'kids',
  'sport',
  'pet',
] as const

export type Kind = (typeof KINDS)[number]

/** One product category (a row of the products file). */
export interface Category {
  /** `pd_c`, 1 to 1,667, rising with level 1 and level 2. */
  readonly code: number
  readonly level1: string
  readonly level2: string
  /** Empty for the two unnamed categories. */
  readonly level3: string
  readonly kind: Kind
  /** Position of the level-2 category, `[0, 332)`. */
  readonly shelf: number
  /** Korean words for it, the usual one first. */
  readonly words: readonly string[]
  /** Korean words for its level-2 category, the usual one first. */
  readonly shelfWords: readonly string[]
  /** Usual unit price, won. */
  readonly priceWon: number
  /** Wanted purchase lines at scale 1; relative weight, `> 0`. */
  readonly lineWeight: number
  /** Wanted searches for the plain word at scale 1; 0 where none is wanted. */
  readonly searchTarget: number
}

/** The invented shop's categories, `pd_c` order: the category at position `i` has code `i + 1`. */
export interface Catalogue {
  readonly categories: readonly Category[]
  /** Positions of the categories of each level-2 category. */
  readonly shelves: readonly (readonly number[])[]
}

/** English and Korean adjectives that make a whole shelf of categories out of one noun. */
const FACETS: Readonly<Record<string, string>> = {
  fabric: 'Cotton=면 Linen=린넨 Knit=니트 Denim=데님 Wool=울 Chiffon=쉬폰 Silk=실크 Fleece=기모',
  fit: 'Basic=기본 Slim=슬림 Wide=와이드 Cropped=크롭 Oversized=오버핏 Plus-size=빅사이즈 Long=롱 Striped=스트라이프',
  who: "Women's=여성 Men's=남성 Kids'=아동 Unisex=공용 Junior=주니어 Senior=시니어",
  bed: 'Single=싱글 Super-single=슈퍼싱글 Queen=퀸 King=킹 Kids=아동 Family=패밀리',
  ware: 'Stainless=스텐 Ceramic=도자기 Glass=유리 Wooden=원목 Silicone=실리콘 Enamel=법랑 Plastic=플라스틱 Brass=유기',
  tech: 'Wireless=무선 Compact=미니 Premium=프리미엄 Smart=스마트 Entry-level=보급형',
  skin: 'Moisture=수분 Soothing=진정 Firming=탄력 Brightening=미백 Sensitive-skin=민감성 Anti-wrinkle=주름 Pore=모공 Blemish=여드름',
  age: 'Newborn=신생아 Infant=영아 Crawler=1단계 Toddler=팬티형 Junior=점보',
  size: 'Small=소형 Medium=중형 Large=대형 Extra-large=특대형 Travel=휴대용',
  style: 'Modern=모던 Classic=클래식 Nordic=북유럽 Vintage=빈티지 Natural=내추럴 Minimal=심플',
  grade: 'Organic=유기농 Premium=프리미엄 Value-pack=대용량 Imported=수입',
}

interface Leaf {
  readonly name: string
  readonly words: readonly string[]
  readonly lines: number
  readonly searches: number
}

/** `Name=word/other word*lines^searches`; `-` for a category without a name. */
function readLeaf(text: string): Leaf {
  const match = /^([^=]+)=([^*^]+)(?:\*(\d+))?(?:\^(\d+))?$/.exec(text)
  if (match === null) throw new DomainError('unexpected', `Not a category: ${text}`)
  return {
    name: match[1] === '-' ? '' : match[1]!,
    words: match[2]!.split('/'),
    lines: Number(match[3] ?? 0) * 100,
    searches: Number(match[4] ?? 0) * 100,
  }
}

/** `%facet/count`: the first `count` adjectives of a facet before the shelf's noun. */
function expandFacet(text: string, noun: string, word: string): Leaf[] {
  const [facet = '', count = '0'] = text.slice(1).split('/')
  const pairs = (FACETS[facet] ?? '').split(' ').slice(0, Number(count))
  return pairs.map((pair) => {
    const [adjective = '', korean = ''] = pair.split('=')
    return { name: `${adjective} ${noun}`, words: [korean + word], lines: 0, searches: 0 }
  })
}

/** A deterministic number in [0.6, 1.4) from a name, so that neighbours in a list do not sell in list order. */
function jitter(name: string): number {
  let hash = 7
  for (let i = 0; i < name.length; i++) hash = (Math.imul(hash, 31) + name.charCodeAt(i)) | 0
  return 0.6 + (((hash >>> 4) % 1000) / 1000) * 0.8
}

type Draft = Omit<Category, 'code' | 'shelf' | 'lineWeight'> & { readonly lines: number; readonly rankScore: number }

/**
 * Reads the catalogue texts. `@Department|kind|lines in thousands|usual price` opens a level-1 category; every other line is
 * `Level 2=word/other word: leaf, leaf`, each leaf as in `readLeaf` or `expandFacet`.
 */
function readDrafts(text: string): Draft[] {
  const drafts: Draft[] = []
  let level1 = ''
  let kind: Kind = 'fresh'
  let thousands = 0
  let priceWon = 0
  for (const line of text.split('\n')) {
    if (line === '') continue
    if (line.startsWith('@')) {
      const [name = '', kindName = '', weight = '', price = ''] = line.slice(1).split('|')
      level1 = name
      kind = KINDS.find((known) => known === kindName) ?? kind
      thousands = Number(weight)
      priceWon = Number(price)
      continue
    }
    const [head = '', list = ''] = line.split(': ')
    const [level2 = '', headWords = ''] = head.split('=')
    const shelfWords = headWords.split('/')
    const leaves = list
      .split(', ')
      .flatMap((part) => (part.startsWith('%') ? expandFacet(part, level2, shelfWords[0]!) : [readLeaf(part)]))
    leaves.forEach((leaf, position) => {
      const spread = jitter(leaf.words[0]! + level2)
      drafts.push({
        level1,
        level2,
        level3: leaf.name,
        kind,
        words: leaf.words,
        shelfWords,
        priceWon: priceWon * spread,
        searchTarget: leaf.searches,
        lines: leaf.lines,
        rankScore: (thousands * spread) / (2 + position),
      })
    })
  }
  return drafts
}

/**
 * Purchase lines of the category at popularity rank `rank` (from 1) at scale 1: a Zipf-Mandelbrot law through the published
 * counts of the real shop (15,518 at rank 1; 7,610 at 10; 5,016 at 20; about 580,000 in all).
 */
const linesAtRank = (rank: number): number => 15518 * ((1 + 15) / (rank + 15)) ** 1.3

/** Builds the catalogue: 60 level-1, 332 level-2 and 1,667 level-3 categories; the same on every call. */
export function readCatalogue(): Catalogue {
  const drafts = [FOOD_CATALOGUE, LIVING_CATALOGUE, STYLE_CATALOGUE].flatMap(readDrafts)
  const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
  drafts.sort((a, b) => compare(a.level1, b.level1) || compare(a.level2, b.level2))

  const ranked = drafts.filter((draft) => draft.lines === 0).sort((a, b) => b.rankScore - a.rankScore)
  const firstRank = drafts.length - ranked.length + 1
  const ranks = new Map(ranked.map((draft, position) => [draft, firstRank + position]))

  const shelves: number[][] = []
  const categories = drafts.map((draft, position): Category => {
    const { lines, rankScore: _, ...shown } = draft
    if (position === 0 || drafts[position - 1]!.level2 !== draft.level2) shelves.push([])
    shelves.at(-1)!.push(position)
    const lineWeight = lines > 0 ? lines : linesAtRank(ranks.get(draft)!)
    return { ...shown, code: position + 1, shelf: shelves.length - 1, lineWeight }
  })
  return { categories, shelves }
}
