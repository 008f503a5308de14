const id = '[A-Za-z0-9][\\w.:-]{0,63}'
const uuid = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}'
const patterns = [
  new RegExp(`\\bjob[_-]?id\\\\?["']?\\s{0,2}[=:]\\s{0,2}\\\\?["']?(${id})`, 'gi'),
  new RegExp(`\\bjob=["']?(${id})`, 'gi'),
  new RegExp(`\\bjob\\\\?["']\\s{0,2}:\\s{0,2}\\\\?["'](${id})`, 'gi'),
  new RegExp(`\\bjob\\s{0,2}[#:]?\\s{0,2}#?(\\d{1,18}|${uuid})\\b`, 'gi'),
]
const maxJobs = 5

/** Ids of background jobs a line is about: `job 4711`, `job_id=4711`, `"jobId": "4711"`, `"job": "4711"`. */
export function findJobs(text: string): readonly string[] {
  if (!/job/i.test(text)) return []
  const found = patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, job]) => job))
  return [...new Set(found.filter((job) => job !== undefined))]
    .map((job) => job.replace(/[.:-]+$/, ''))
    .slice(0, maxJobs)
}
