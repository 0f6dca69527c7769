/** What every page of the tests has in common. */
export const PAGE_OPTIONS = {
  locale: 'en-US',
  timezoneId: 'Asia/Seoul',
  viewport: { width: 1440, height: 900 },
} as const
