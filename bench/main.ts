import { journey } from './journey.ts'

const USAGE = `usage: npm run bench -- journey [--data DIR] [--rounds N]

journey   the four files in DIR (default generated/scale1, generated when missing) through the built page in Chromium:
          load, train, first recommendation, longest main-thread task, peak memory`

const [command, ...options] = process.argv.slice(2)
if (command === 'journey') await journey(options)
else {
  console.error(USAGE)
  process.exitCode = 2
}
