import { callHost, readTarget } from './host.mjs'

const target = readTarget()
const workers = Number(process.env.INSTANCE_COUNT ?? 0)
console.log(`Activating ${target.commit.slice(0, 12)} on ${target.system}/${target.stage}`)
const { release, processes } = await callHost('POST', '/deploy', {
  ...target,
  directory: process.cwd(),
  ...(workers > 0 ? { instances: { worker: workers } } : {}),
  ...(process.env.OVERLAP === 'true' ? { overlap: true } : {}),
})
for (const { component, instance, status, pid } of processes) {
  console.log(`  ${component}.${instance} ${status} (pid ${pid})`)
}
console.log(`${target.system}/${target.stage} runs ${release.version}`)
