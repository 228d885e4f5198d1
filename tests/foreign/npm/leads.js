'use strict';
// Does with leads what the README of amocrm-js 1.x shows, and prints as one JSON document what the client gave back.
// The client has objects for leads; companies are asked for by free requests.
const AmoCRM = require('amocrm-js');
const { complaint, names, soon } = require('./told');

async function main() {
  const { Lead, request } = new AmoCRM({ domain: 'demo', auth: { login: 'anna@demo.test', hash: 'demo-anna' } });
  const told = { all: names(await Lead.find()) };
  told.read = (await Lead.findById(1090391)).attributes;

  const lead = new Lead({ name: 'Сделка Прокофия', sale: 10000, contacts_id: [1099181], tags: 'срочно' });
  await lead.save();
  told.added = lead.id;
  lead.name = 'Сделка Прокофия, вторая';
  lead.updated_at = soon();
  await lead.save();
  told.fetched = (await new Lead({ id: lead.id }).fetch()).attributes;
  lead.updated_at = 1;
  told.stale = await complaint(lead.save());

  const batch = await Lead.insert([{ name: 'Первая', request_id: 1 }, { name: 'Вторая', request_id: 2 }]);
  told.batch = batch.getItems().map(({ id, request_id }) => ({ id, request_id }));
  const [first, second] = told.batch;
  await (await Lead.findById(first.id)).remove();
  await Lead.remove([second.id]);
  told.gone = names(await Lead.find({ id: [first.id, second.id] }));

  const made = await request.post('/api/v2/companies', { add: [{ name: 'ООО Прокофий', leads_id: [lead.id] }] });
  told.company = made._embedded.items[0].id;
  const update = { id: told.company, name: 'ООО Прокофий и сын', updated_at: soon() };
  await request.post('/api/v2/companies', { update: [update] });
  told.companies = names((await request.get('/api/v2/companies', { id: told.company }))._embedded.items);
  console.log(JSON.stringify(told));
}

main();
