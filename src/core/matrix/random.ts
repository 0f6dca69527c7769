/** A seeded source of random numbers. The same seed gives the same numbers on every machine. */
export interface Random {
  /** Uniform in [0, 1), 32 bits of it. */
  next(): number
  /** Uniform whole number in [0, n); n from 1 to 2^32. */
  int(n: number): number
  /** Standard normal (mean 0, variance 1). */
  normal(): number
  /** Exponential with mean 1. */
  exponential(): number
}

const INVERSE_2_32 = 2.3283064365386963e-10

/** One step of splitmix32: a bijection of 32-bit words that scatters neighbouring inputs. */
function mix32(word: number): number {
  let z = (word + 0x9e3779b9) | 0
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
  return (z ^ (z >>> 15)) >>> 0
}

/**
 * Makes a generator from a seed. The stream is xoshiro128** 1.1 (Blackman and Vigna, public domain), period 2^128 − 1,
 * its state filled from the seed by splitmix32. Only the low 32 bits of the seed count.
 */
export function createRandom(seed: number): Random {
  let a = mix32(seed | 0) | 0
  let b = mix32(a) | 0
  let c = mix32(b) | 0
  // The all-zero state is the one fixed point of the generator; the constant keeps it out of reach.
  let d = mix32(c) | 1 | 0
  let spare = Number.NaN

  function word(): number {
    const scaled = Math.imul(b, 5)
    const result = Math.imul((scaled << 7) | (scaled >>> 25), 9) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = (d << 11) | (d >>> 21)
    return result
  }

  function normal(): number {
    if (!Number.isNaN(spare)) {
      const kept = spare
      spare = Number.NaN
      return kept
    }
    // Marsaglia's polar method: two normals for each accepted point of the unit disc.
    for (;;) {
      const x = word() * INVERSE_2_32 * 2 - 1
      const y = word() * INVERSE_2_32 * 2 - 1
      const square = x * x + y * y
      if (square > 0 && square < 1) {
        const factor = Math.sqrt((-2 * Math.log(square)) / square)
        spare = y * factor
        return x * factor
      }
    }
  }

  return {
    next: () => word() * INVERSE_2_32,
    int: (n) => Math.floor(word() * INVERSE_2_32 * n),
    normal,
    exponential: () => -Math.log(1 - word() * INVERSE_2_32),
  }
}

/**
 * A seed for an independent stream named by `label`, so that adding a consumer of numbers does not shift the others.
 * FNV-1a over the label's characters (UTF-16 units, or the number itself), scattered with the parent seed. Returns an unsigned 32-bit number.
 */
export function deriveSeed(seed: number, label: string | number): number {
  let hash = mix32(seed | 0) ^ 0x811c9dc5
  if (typeof label === 'number') return mix32(Math.imul(hash, 0x01000193) ^ mix32(label | 0))
  for (let i = 0; i < label.length; i++) hash = Math.imul(hash ^ label.charCodeAt(i), 0x01000193)
  return mix32(hash)
}
