const hostnames = { staging: 'staging.lifetimecircle.de', production: 'app.lifetimecircle.de' }

process.stdout.write(hostnames[process.env.STAGE])
