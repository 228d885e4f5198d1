'use strict';
// Asks API v2 through amocrm-js 2.x, which brings a token instead of logging in, and prints as one JSON document what
// the client gave back. Its free requests are used: the objects of this version do not find what is in an answer.
const AmoCRM = require('amocrm-js-2');

const seen = ({ data, info }) => ({ status: info.statusCode, type: info.headers['content-type'], data });

async function main() {
  const crm = new AmoCRM({ domain: 'demo' });
  crm.connection.setToken({ token_type: 'Bearer', access_token: 'demo-anna', expires_at: Date.now() + 3600e3 });
  const { request } = crm;
  const post = async (path, body, options) => seen(await request.post(path, body, options));

  const told = { account: seen(await request.get('/api/v2/account', { with: 'groups' })) };
  told.found = seen(await request.get('/api/v2/contacts', { query: 'Долгорукова', limit_rows: 1 }));
  told.nothing = await request.get('/api/v2/contacts', { query: 'nobody is called so' });
  told.added = await post('/api/v2/contacts', { add: [{ name: 'Walter White', request_id: 143 }] });
  const [{ id }] = told.added.data._embedded.items;
  told.updated = await post('/api/v2/contacts', { update: [{ id, name: 'Jesse', updated_at: 4000000000 }] });
  told.stale = await post('/api/v2/contacts', { update: [{ id, name: 'Gus', updated_at: 1 }] });
  told.read = seen(await request.get('/api/v2/contacts', { id: [id] }));
  const removal = { entity_type: 17, multiaction_type: 4, data: { data: { ACTION: 'DELETE' } }, ids: [id] };
  const actions = { request: { multiactions: { add: [removal] } } };
  told.removed = await post('/ajax/v1/multiactions/set', actions, { formData: true });
  told.removedTwice = await post('/ajax/v1/multiactions/set', actions, { formData: true });
  console.log(JSON.stringify(told));
}

main();
