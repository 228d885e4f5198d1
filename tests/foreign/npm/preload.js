'use strict';
// Sends what a client asks of its account, https://<subdomain>.amocrm.ru, to the account on ROLO_ACCOUNT
// (host:port, plain HTTP). Any other address is an error: no request of a test leaves this machine.
// Loaded with `node --require`, so that the client itself stays as it was published.
const http = require('http');
const https = require('https');

const [, hostname, port] = /^(127\.0\.0\.1):(\d+)$/.exec(process.env.ROLO_ACCOUNT);

https.request = (options, answered) => {
  if (!/^[a-z0-9]+\.amocrm\.(ru|com)$/.test(options.hostname)) {
    throw new Error(`${options.hostname} is not the account`);
  }
  return http.request({ ...options, hostname, port }, answered);
};
