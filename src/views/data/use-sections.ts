import { startTransition, useEffect, useState } from 'react'
import { loadSection, SECTIONS, type SectionName, type Sections } from './data-sections.ts'

const WITHOUT_DATA: readonly SectionName[] = ['dictionary']

/**
 * The sections under the cards, as their scripts come. Each is put up in a task of its own: all at once, at the end of a load,
 * would hold the page for longer than a person should notice.
 */
export function useSections(hasData: boolean): Sections {
  const [sections, setSections] = useState<Sections>({})
  const [failure, setFailure] = useState<{ readonly error: unknown } | null>(null)
  useEffect(() => {
    let isLive = true
    const put = async () => {
      for (const name of hasData ? SECTIONS : WITHOUT_DATA) {
        const section = await loadSection(name)
        await new Promise((resolve) => setTimeout(resolve))
        if (!isLive) return
        startTransition(() => {
          setSections((before) => (before[name] === section ? before : { ...before, [name]: section }))
        })
      }
    }
    put().catch((error: unknown) => {
      if (isLive) setFailure({ error })
    })
    return () => {
      isLive = false
    }
  }, [hasData])
  // The screen says that a part of it could not be fetched, and offers to try again.
  if (failure !== null) throw failure.error
  return sections
}
