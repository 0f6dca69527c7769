import { isUnknownWord } from '../ingest/parse-cell.ts'
import { compareNatural, joinKey } from './natural-order.ts'
import { cellAt, textAt, type Table } from './table.ts'

/** No category: the code is missing or the word `unknown`. */
export const NO_CATEGORY = -1

/** One category of the finest level. Its names are for people: they repeat, and some are missing. */
export interface Category {
  /** Digits without leading zeros, else the text. */
  readonly key: string
  /** As shown, padded as in the transactions. */
  readonly code: string
  /** Names of levels 1, 2, 3; `null` where there is none. */
  readonly names: readonly [string | null, string | null, string | null]
  /** Whether the product file has it. */
  readonly inProducts: boolean
}

/** A group of categories at level 1 or 2. */
export interface CategoryGroup {
  /** The name; with its parent's before it where another parent has one of the same name. */
  readonly code: string
  /** Names from level 1 down to this one. */
  readonly path: readonly string[]
}

/** How the product codes of the transactions met those of the product file. Counts are transaction lines unless said otherwise. */
export interface CodeJoin {
  readonly lines: number
  readonly matched: number
  /** Lines whose code is the word `unknown`. */
  readonly unknown: number
  /** Lines with a code that the product file does not have. */
  readonly unmatched: number
  /** The most frequent unmatched codes, at most 20, with their lines. */
  readonly unmatchedCodes: readonly { readonly code: string; readonly lines: number }[]
  /** Codes of the product file that fall together once leading zeros are dropped; the first one keeps the name. */
  readonly collisions: readonly string[]
  /** Whether padded codes (`0347`) had to be joined with plain ones (`347`). */
  readonly paddingRepaired: boolean
}

/** The categories of a data set, in natural order of their keys. */
export interface CategorySpace {
  readonly leaves: readonly Category[]
  readonly groups1: readonly CategoryGroup[]
  readonly groups2: readonly CategoryGroup[]
  /** Group of each leaf, or `NO_CATEGORY` where the name is missing; shape `[leaves]`. */
  readonly group1OfLeaf: Int32Array
  readonly group2OfLeaf: Int32Array
  /** Leaf of each code of the transactions' dictionary, or `NO_CATEGORY`. */
  readonly leafOfCode: Int32Array
  /** `null` without transactions. */
  readonly join: CodeJoin | null
}

/** Codes named in the report. */
const NAMED_CODES = 20
/** What codes are padded to when nothing tells: the width of the original data. */
const USUAL_WIDTH = 4

interface Product {
  readonly text: string
  readonly names: Category['names']
}

function readProducts(products: Table | null): { readonly byKey: Map<string, Product>; readonly collisions: string[] } {
  const byKey = new Map<string, Product>()
  const collisions: string[] = []
  const codes = products?.columns.get('pd_c')
  if (products === null || codes === undefined) return { byKey, collisions }
  const nameColumns = ['clac_nm1', 'clac_nm2', 'clac_nm3'].map((name) => products.columns.get(name))
  const nameAt = (level: 0 | 1 | 2, row: number): string | null => {
    const column = nameColumns[level]
    const name = column === undefined ? '' : textAt(column, row)
    return name === '' ? null : name
  }
  for (let row = 0; row < products.rowCount; row += 1) {
    const text = textAt(codes, row)
    if (isUnknownWord(text)) continue
    const key = joinKey(text)
    if (byKey.has(key)) {
      collisions.push(text)
      continue
    }
    byKey.set(key, { text, names: [nameAt(0, row), nameAt(1, row), nameAt(2, row)] })
  }
  return { byKey, collisions }
}

/**
 * Width to which digits are padded: that of the codes with leading zeros in the transactions. Where none has any, short codes
 * among longer ones show that nothing is padded (0); where nothing tells, the usual 4 if all codes fit into it.
 */
export function shownWidth(bought: readonly string[], products: readonly string[]): number {
  const digits = bought.filter((text) => /^\d+$/.test(text))
  const padded = digits.filter((text) => text.length > 1 && text.startsWith('0'))
  if (padded.length > 0) return padded.reduce((width, text) => Math.max(width, text.length), 0)
  if (digits.some((text) => text.length !== digits[0]?.length)) return 0
  const longest = [...digits, ...products.filter((text) => /^\d+$/.test(text))].reduce(
    (width, text) => Math.max(width, joinKey(text).length),
    0,
  )
  return longest <= USUAL_WIDTH ? USUAL_WIDTH : 0
}

/** Groups of one level, keyed by the whole path of names: equal names under two parents are two groups. */
function buildGroups(leaves: readonly Category[], level: 1 | 2) {
  const paths = new Map<string, readonly string[]>()
  const keys = leaves.map(({ names }) => {
    const path = names.slice(0, level)
    if (path.includes(null)) return null
    const key = JSON.stringify(path)
    paths.set(key, path as string[])
    return key
  })
  const sorted = [...paths].sort(
    ([, a], [, b]) => compareNatural(a[0]!, b[0]!) || compareNatural(a[1] ?? '', b[1] ?? ''),
  )
  const uses = new Map<string, number>()
  for (const [, path] of sorted) uses.set(path.at(-1)!, (uses.get(path.at(-1)!) ?? 0) + 1)
  const positions = new Map(sorted.map(([key], index) => [key, index] as const))
  return {
    groups: sorted.map(([, path]): CategoryGroup => {
      const name = path.at(-1)!
      return { code: uses.get(name) === 1 ? name : path.join(' > '), path }
    }),
    ofLeaf: Int32Array.from(keys, (key) => (key === null ? NO_CATEGORY : positions.get(key)!)),
  }
}

/** Lines per code of the transactions, shape `[dictionary size]`. */
function linesByCode(transactions: Table): Float64Array {
  const codes = transactions.columns.get('pd_c')
  const lines = new Float64Array(codes?.dictionary?.size ?? 1)
  if (codes !== undefined) {
    for (let row = 0; row < transactions.rowCount; row += 1) lines[cellAt(codes, row)]! += 1
  }
  return lines
}

/**
 * Join the codes of the transactions with those of the products and build the categories of all three levels.
 *
 * Codes that only the transactions have are categories without names; `unknown` and missing codes are none.
 */
export function buildCategorySpace(products: Table | null, transactions: Table | null): CategorySpace {
  const { byKey, collisions } = readProducts(products)
  const dictionary = transactions?.columns.get('pd_c')?.dictionary ?? null
  const boughtTexts = Array.from({ length: dictionary?.size ?? 1 }, (_, code) => dictionary?.textOf(code) ?? '')
  const isCategory = boughtTexts.map((text) => text !== '' && !isUnknownWord(text))
  const boughtKeys = boughtTexts.map(joinKey)
  const keys = new Set(byKey.keys())
  boughtKeys.forEach((key, code) => {
    if (isCategory[code] === true) keys.add(key)
  })

  const width = shownWidth(
    boughtTexts,
    Array.from(byKey.values(), (product) => product.text),
  )
  const leaves = [...keys].sort(compareNatural).map((key): Category => {
    const product = byKey.get(key)
    return {
      key,
      code: /^\d+$/.test(key) ? key.padStart(width, '0') : key,
      names: product?.names ?? [null, null, null],
      inProducts: product !== undefined,
    }
  })
  const leafOfKey = new Map(leaves.map((leaf, index) => [leaf.key, index] as const))
  const leafOfCode = Int32Array.from(boughtKeys, (key, code) =>
    isCategory[code] === true ? leafOfKey.get(key)! : NO_CATEGORY,
  )

  const level1 = buildGroups(leaves, 1)
  const level2 = buildGroups(leaves, 2)
  return {
    leaves,
    groups1: level1.groups,
    groups2: level2.groups,
    group1OfLeaf: level1.ofLeaf,
    group2OfLeaf: level2.ofLeaf,
    leafOfCode,
    join: transactions === null ? null : joinReport(transactions, boughtTexts, leafOfCode, leaves, byKey, collisions),
  }
}

function joinReport(
  transactions: Table,
  texts: readonly string[],
  leafOfCode: Int32Array,
  leaves: readonly Category[],
  products: ReadonlyMap<string, Product>,
  collisions: readonly string[],
): CodeJoin {
  const unmatchedLines = new Map<string, number>()
  let matched = 0
  let unknown = 0
  let unmatched = 0
  let paddingRepaired = false
  linesByCode(transactions).forEach((lines, code) => {
    const leaf = leaves[leafOfCode[code]!]
    if (leaf === undefined) unknown += lines
    else if (leaf.inProducts) {
      matched += lines
      if (lines > 0 && products.get(leaf.key)?.text !== texts[code]) paddingRepaired = true
    } else {
      unmatched += lines
      unmatchedLines.set(leaf.code, (unmatchedLines.get(leaf.code) ?? 0) + lines)
    }
  })
  return {
    lines: transactions.rowCount,
    matched,
    unknown,
    unmatched,
    unmatchedCodes: Array.from(unmatchedLines, ([code, lines]) => ({ code, lines }))
      .sort((a, b) => b.lines - a.lines || compareNatural(a.code, b.code))
      .slice(0, NAMED_CODES),
    collisions,
    paddingRepaired,
  }
}
