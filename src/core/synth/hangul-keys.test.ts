import { expect, it } from 'vitest'
import { mixedVowels, typedOnLatinKeys } from './hangul-keys.ts'

it('types Korean words on Latin keys', () => {
  expect(typedOnLatinKeys('우유')).toBe('dndb')
  expect(typedOnLatinKeys('닭 2마리')).toBe('ekfr 2akfl')
  expect(typedOnLatinKeys('쌀과자')).toBe('Tkfrhkwk')
})

it('mixes up the two vowels that sound alike and nothing else', () => {
  expect(mixedVowels('소세지')).toBe('소새지')
  expect(mixedVowels('냉장고 t9')).toBe('넹장고 t9')
  expect(mixedVowels('우유')).toBe('우유')
})
