const hostnames = { dev: 'dev.whatsgonow.com', staging: 'staging.whatsgonow.com', production: 'www.whatsgonow.com' }

process.stdout.write(hostnames[process.env.STAGE])
