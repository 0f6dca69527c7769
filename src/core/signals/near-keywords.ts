import { kindOfUnit, readJamo, type JamoWord } from './jamo.ts'
import {
  areTwoThings,
  CONFUSED_LENGTH,
  isConfused,
  LATIN_LENGTH,
  nearness,
  NEARNESS,
  SLIP_LENGTH,
  type Nearness,
} from './keyword-nearness.ts'

/** A word that was found near another. */
export interface NearWord {
  readonly id: number
  readonly nearness: Nearness
}

/** Words to find near ones among. */
export interface NearKeywords {
  /** @param id larger than all before: of two equally near words the one that was added first is found */
  readonly add: (form: string, id: number) => void
  /** The nearest word that `accepts` takes, `null` for none. */
  readonly nearest: (form: string, accepts: (found: NearWord) => boolean) => NearWord | null
}

const BASE = 0x01000193
const FIRST_SIZE = 1 << 10

/** Spread the high bits into the low ones that choose a bucket. */
const bucketOf = (hash: number, buckets: number): number => Math.imul(hash ^ (hash >>> 15), 0x9e3779b1) >>> buckets

/** Numbers that can be added to; twice the room when it is full. */
function grown(numbers: Int32Array, needed: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(needed, 2 * numbers.length))
  larger.set(numbers)
  return larger
}

/**
 * Hashes of the word and of the word without one unit, for each unit that may be mistaken: two words that differ by one replaced,
 * added or missing unit share at least one of them. Polynomial, so that each costs two multiplications.
 *
 * @returns how many were written
 */
function writeHashes({ units, sounds, jamoCount, latinCount, firstLength }: JamoWord, out: Int32Array): number {
  const { length } = sounds
  let tail = 0
  let power = 1
  let count = 1
  let whole = length
  for (const sound of sounds) whole = (Math.imul(whole, BASE) + sound) | 0
  out[0] = whole
  if (jamoCount < CONFUSED_LENGTH && latinCount < LATIN_LENGTH) return 1
  // From the end: `power` is BASE^(units behind), `tail` what those units add, `head` what those before come to.
  const heads = new Int32Array(length)
  let head = length - 1
  for (let at = 0; at < length; at += 1) {
    heads[at] = head
    head = (Math.imul(head, BASE) + sounds[at]!) | 0
  }
  for (let at = length - 1; at >= 0; at -= 1) {
    const unit = units[at]!
    const kind = kindOfUnit(unit)
    const slips =
      at >= firstLength &&
      (kind === 'latin' ? latinCount >= LATIN_LENGTH : kind !== 'other' && jamoCount >= SLIP_LENGTH)
    if (slips || (jamoCount >= CONFUSED_LENGTH && isConfused(unit))) {
      out[count] = (Math.imul(heads[at]!, power) + tail) | 0
      count += 1
    }
    tail = (tail + Math.imul(sounds[at]!, power)) | 0
    power = Math.imul(power, BASE)
  }
  return count
}

/**
 * An index by deletion: one look-up per letter instead of a comparison with every word. Hashes that meet by chance cost time and
 * change nothing, since every word found is compared.
 *
 * @param isEstablished whether a spelling form is used as a word of its own
 * @see Garbe, SymSpell: the symmetric delete algorithm
 */
export function createNearKeywords(isEstablished: (form: string) => boolean): NearKeywords {
  const words: JamoWord[] = []
  const ids: number[] = []
  let buckets = new Int32Array(FIRST_SIZE).fill(-1)
  let shift = 32 - Math.log2(FIRST_SIZE)
  let entryCount = 0
  let hashes = new Int32Array(FIRST_SIZE)
  let wordOfEntry = new Int32Array(FIRST_SIZE)
  let next = new Int32Array(FIRST_SIZE)
  let keys = new Int32Array(64)
  let last: JamoWord | null = null

  const read = (form: string): JamoWord => {
    // A word is looked for, and then added.
    if (last?.form !== form) last = readJamo(form)
    if (last.units.length >= keys.length) keys = new Int32Array(2 * last.units.length)
    return last
  }
  const link = (entry: number): void => {
    const bucket = bucketOf(hashes[entry]!, shift)
    next[entry] = buckets[bucket]!
    buckets[bucket] = entry
  }
  const makeRoom = (needed: number): void => {
    if (needed <= hashes.length) return
    hashes = grown(hashes, needed)
    wordOfEntry = grown(wordOfEntry, needed)
    next = grown(next, needed)
    shift = Math.min(shift, 32 - Math.ceil(Math.log2(hashes.length)))
    buckets = new Int32Array(2 ** (32 - shift)).fill(-1)
    for (let entry = 0; entry < entryCount; entry += 1) link(entry)
  }

  return {
    add: (form, id) => {
      const word = read(form)
      const count = writeHashes(word, keys)
      makeRoom(entryCount + count)
      for (let key = 0; key < count; key += 1) {
        hashes[entryCount] = keys[key]!
        wordOfEntry[entryCount] = words.length
        link(entryCount)
        entryCount += 1
      }
      words.push(word)
      ids.push(id)
    },
    nearest: (form, accepts) => {
      const word = read(form)
      const count = writeHashes(word, keys)
      let best: NearWord | null = null
      for (let key = 0; key < count; key += 1) {
        const hash = keys[key]!
        for (let entry = buckets[bucketOf(hash, shift)]!; entry >= 0; entry = next[entry]!) {
          if (hashes[entry] !== hash) continue
          const at = wordOfEntry[entry]!
          const id = ids[at]!
          const near = nearness(word, words[at]!)
          if (near === NEARNESS.none) continue
          if (best !== null && (near > best.nearness || (near === best.nearness && id >= best.id))) continue
          const found: NearWord = { id, nearness: near }
          if (!accepts(found)) continue
          if (near !== NEARNESS.sound && areTwoThings(form, words[at]!.form, isEstablished)) continue
          best = found
        }
      }
      return best
    },
  }
}
