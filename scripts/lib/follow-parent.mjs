// Preloaded into child processes: ends them when the process that started them is gone, even by `kill -9`.
import { Socket } from 'node:net'

const patienceMs = 20_000

// Workers that a child forks inherit its flags, but are its own business: they do not see the variable.
if (process.env.FOLLOW_PARENT === 'yes') {
  delete process.env.FOLLOW_PARENT
  followParent()
}

function followParent() {
  // Descriptor 3 is one end of a pair; the kernel closes the other one with the parent.
  const parent = new Socket({ fd: 3, readable: true, writable: false })
  parent.on('error', () => undefined)
  parent.on('close', endThisProcess)
  parent.resume()
  parent.unref()

  // Nobody reads the output of an orphan; it must still end in order.
  process.stdout.on('error', () => undefined)
  process.stderr.on('error', () => undefined)
}

function endThisProcess() {
  process.kill(process.pid, 'SIGTERM')
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), patienceMs).unref()
}
