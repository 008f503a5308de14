import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const leaseMs = 3000

/**
 * Jobs in a file that web and worker share. A worker holds a job by a lease it keeps renewing; when it dies,
 * the lease runs out and the next worker takes the job up again. The effect is written in the transaction
 * that ends the job, so it exists exactly once however often the job was begun.
 */
export function openJobs(file) {
  mkdirSync(dirname(file), { recursive: true })
  const db = new DatabaseSync(file, { timeout: 5000 })
  // Web and worker start at the same time; taking the write lock first lets one wait for the other.
  db.exec(`
    begin immediate;
    create table if not exists jobs (
      id text primary key, kind text not null, seconds real not null, status text not null,
      attempts integer not null default 0, lease_until integer, holder text,
      created_at text not null, finished_at text
    );
    create table if not exists effects (job_id text primary key references jobs (id), at text not null);
    commit;
  `)
  return {
    enqueue: (kind, seconds) => enqueue(db, kind, seconds),
    find: (id) => find(db, id),
    claim: (holder) => claim(db, holder),
    renew: (id, holder) =>
      db.prepare('update jobs set lease_until = ? where id = ? and holder = ?').run(Date.now() + leaseMs, id, holder)
        .changes === 1,
    finish: (id, holder) => finish(db, id, holder),
    close: () => db.close(),
  }
}

function enqueue(db, kind, seconds) {
  const id = randomUUID()
  db.prepare("insert into jobs (id, kind, seconds, status, created_at) values (?, ?, ?, 'queued', ?)").run(
    id, kind, seconds, new Date().toISOString(),
  )
  return find(db, id)
}

function find(db, id) {
  const job = db.prepare('select * from jobs where id = ?').get(id)
  if (!job) return null
  const { effects } = db.prepare('select count(*) as effects from effects where job_id = ?').get(id)
  return {
    id: job.id, kind: job.kind, seconds: job.seconds, status: job.status, attempts: job.attempts, effects,
    createdAt: job.created_at, finishedAt: job.finished_at,
  }
}

function claim(db, holder) {
  return (
    db
      .prepare(
        `update jobs set status = 'running', attempts = attempts + 1, holder = ?, lease_until = ?
         where id = (
           select id from jobs where status = 'queued' or (status = 'running' and lease_until < ?)
           order by created_at limit 1
         ) returning id, kind, seconds, attempts`,
      )
      .get(holder, Date.now() + leaseMs, Date.now()) ?? null
  )
}

/** False when the job meanwhile belongs to somebody else: then nothing was written. */
function finish(db, id, holder) {
  const now = new Date().toISOString()
  db.exec('begin immediate')
  try {
    const { changes } = db
      .prepare("update jobs set status = 'succeeded', finished_at = ? where id = ? and holder = ? and status = 'running'")
      .run(now, id, holder)
    if (changes === 1) db.prepare('insert into effects (job_id, at) values (?, ?)').run(id, now)
    db.exec('commit')
    return changes === 1
  } catch (error) {
    db.exec('rollback')
    throw error
  }
}
