import type { MessageTable } from '../message-table.ts'

/** Texts of where a training is computed. */
export const threadsMessages = {
  'models.threads': { en: 'Workers', ko: '작업자 수' },
  'models.threads.automatic': { en: 'Automatic ({count} for long trainings)', ko: '자동 (긴 학습은 {count}개)' },
  'models.threads.help': {
    en: 'Threads that share out the rows of a training. They change the time it takes, never a number.',
    ko: '학습의 행을 나누어 계산하는 스레드 수입니다. 걸리는 시간만 달라지고 수치는 그대로입니다.',
  },
  'models.fact.threads': { en: 'Workers', ko: '작업자' },
  'models.fact.threads.one': { en: '1', ko: '1개' },
  'models.fact.threads.shared': { en: '{count}, shared memory', ko: '{count}개, 공유 메모리' },
  'models.fact.threads.moved': { en: '{count}, moved buffers', ko: '{count}개, 버퍼 전송' },
  'models.threads.lost': {
    en: 'A worker stopped during the training ({count}); its rows were computed again and nothing is missing.',
    ko: '학습 중 작업자가 멈췄습니다({count}회). 맡았던 행은 다시 계산했으며 빠진 것은 없습니다.',
  },
  'models.threads.lostNow': {
    en: 'a worker stopped and is replaced ({count})',
    ko: '작업자가 멈춰 새 작업자로 바꿈({count}회)',
  },
} as const satisfies MessageTable
