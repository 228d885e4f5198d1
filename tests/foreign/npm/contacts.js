'use strict';
// Does with contacts what the README of amocrm-js 1.x shows, and prints as one JSON document what the client gave back.
const AmoCRM = require('amocrm-js');
const { complaint, names, soon } = require('./told');

async function contacts({ Contact }) {
  const told = {};
  told.all = names(await Contact.find());
  told.pages = [];
  for (let limit_offset = 0; told.pages.length < 3; limit_offset += 7) {
    told.pages.push(names(await Contact.find({ limit_rows: 7, limit_offset })));
  }
  told.byIds = names(await Contact.find({ id: [41560, 1099181] }));
  told.byUser = names(await Contact.find({ responsible_user_id: [504142] }));
  told.found = {};
  for (const query of ['долгорукова', '9996123232', 'EXAMPLE.EXAMPLE']) {
    told.found[query] = names(await Contact.find({ query }));
  }

  const read = await Contact.findById(1099181);
  told.read = read.attributes;
  // Everything that was read is sent back.
  read.name = 'Екатерина Великая';
  read.updated_at = soon();
  told.updated = (await read.save()).id;
  told.fetched = (await new Contact({ id: 1099181 }).fetch()).attributes;
  read.updated_at = 1;
  told.stale = await complaint(read.save());

  const added = new Contact({ name: 'Прокофий' });
  told.wasNew = added.isNew();
  await added.save();
  told.added = added.id;
  added.name = 'Прокофий Второй';
  added.updated_at = soon();
  await added.save();
  const batch = await Contact.insert([
    {
      name: 'Walter White',
      request_id: 143,
      tags: 'химия, важный',
      leads_id: ['45615'],
      custom_fields: [{ id: 4396818, values: [{ value: '+7 (900) 555-35-35', enum: 'MOB' }] }]
    },
    { name: 'Jesse', request_id: 144 },
    { name: 'Gus', request_id: 145 }
  ]);
  told.batch = batch.getItems().map(({ id, request_id }) => ({ id, request_id }));
  const [, jesse, gus] = told.batch;
  const both = await Contact.update([
    { id: gus.id, name: 'Gustavo', updated_at: soon() }
  ]);
  told.both = both.getItems().map(({ id }) => id);

  const gone = await Contact.findById(jesse.id);
  await gone.remove();
  told.removed = gone.isRemoved();
  await Contact.remove([gus.id]);
  told.removedTwice = await complaint(Contact.remove([gus.id]));
  return told;
}

async function main() {
  const stranger = new AmoCRM({ domain: 'demo', auth: { login: 'anna@demo.test', hash: 'guessed' } });
  const crm = new AmoCRM({ domain: 'demo', auth: { login: 'anna@demo.test', hash: 'demo-anna' } });
  console.log(JSON.stringify({
    stranger: await complaint(stranger.connect()),
    connected: await crm.connect(),
    account: await crm.request.get('/api/v2/account', { with: 'users,custom_fields' }),
    contacts: await contacts(crm)
  }));
}

main();
