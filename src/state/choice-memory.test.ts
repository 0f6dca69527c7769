import { describe, expect, it } from 'vitest'
import { createChoiceMemory } from './choice-memory.ts'

/** The part of `Storage` that is used, over a map. */
function fakeStorage(): Storage {
  const entries = new Map<string, string>()
  return {
    get length() {
      return entries.size
    },
    key: (at) => [...entries.keys()][at] ?? null,
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
    clear: () => {
      entries.clear()
    },
  }
}

describe('the memory of choices', () => {
  it('keeps what belongs to a header, and nothing of the data', () => {
    const storage = fakeStorage()
    const memory = createChoiceMemory(() => storage)
    memory.remember('s1', {
      role: 'products',
      columns: { pd_c: 3 },
      hasHeader: false,
      delimiter: ';',
      encoding: 'euc-kr',
      fixes: [{ byteOffset: 1, column: null, before: 'secret', after: 'x' }],
      join: 'append',
    })
    memory.remember('s2', { encoding: 'utf-8' })
    const kept = { role: 'products', columns: { pd_c: 3 }, hasHeader: false, delimiter: ';' }
    expect(createChoiceMemory(() => storage).recall()).toEqual({ s1: kept })
    expect(storage.length).toBe(1)
    expect(storage.getItem('recscope:choice:s1')).toBe(JSON.stringify(kept))
  })

  it('passes over what it did not write, and forgets only its own', () => {
    const storage = fakeStorage()
    storage.setItem('recscope:theme', 'dark')
    storage.setItem('recscope:choice:broken', '{')
    storage.setItem('recscope:choice:foreign', '{"role":"pirates"}')
    storage.setItem('recscope:choice:odd', '{"columns":{"pd_c":-1}}')
    const memory = createChoiceMemory(() => storage)
    expect(memory.recall()).toEqual({})
    memory.forget()
    expect(storage.length).toBe(1)
    expect(storage.getItem('recscope:theme')).toBe('dark')
  })

  it('remembers nothing where storage is closed', () => {
    const memory = createChoiceMemory(() => {
      throw new Error('closed')
    })
    memory.remember('s', { role: 'products' })
    memory.forget()
    expect(memory.recall()).toEqual({})
  })
})
