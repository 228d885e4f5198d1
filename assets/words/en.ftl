# Everything rolo says in English. The list of names is in src/words/table.rs.

contacts = Contacts
no-name = (no name)
robot = robot
yes = yes
no = no
loading = loading…
count-contacts =
    { $count ->
        [one] { $count } contact
       *[other] { $count } contacts
    }
count-found =
    { $count ->
        [one] { $count } found
       *[other] { $count } found
    }
count-unreadable =
    { $count ->
        [one] { $count } unreadable
       *[other] { $count } unreadable
    }
link-connecting = connecting…
link-online = online
link-offline = offline since { $since }
link-refused = no access
link-unread = answer not understood
link-read-only = reading only
link-untrusted = not trusted
link-blocked = blocked until { $until }
link-waiting = asks to wait until { $until }
try-again = r tries again.
too-small = The window is too small. Enlarge it; keys still work.
nothing-found = Nothing found. Esc goes back to all contacts.
advice-search = tag: company: resp: task:, -without, "a phrase"; F1: more
search-operators = Words in any order, "words in a row", -without a word, a part of a phone; tag:important,vip  company:bridge  resp:anna,me  task:overdue (today, week); none and any: tag:none.
no-contacts = There are no contacts that you may see.
add-first = n adds the first one.
only-email = e-mail only
column-name = Name
column-company = Company
column-phone = Phone
column-tags = Tags
column-task = Task
field-name = Name
field-tags = Tags
field-company = Company
field-task = Task
field-leads = Leads
field-customers = Customers
field-responsible = Responsible
field-created = Created
field-updated = Changed
field-id = Id
task-overdue = OVERDUE: { $due } ({ $at })
task-due = { $due } ({ $at })
today = today
tomorrow = tomorrow
yesterday = yesterday
days-ago =
    { $count ->
        [one] { $count } d ago
       *[other] { $count } d ago
    }
type-work = work
type-work-direct = work direct
type-mobile = mobile
type-fax = fax
type-home = home
type-private = private
type-other = other
short-work = work
short-work-direct = dir
short-mobile = mob
short-fax = fax
short-home = home
short-private = priv
short-other = other
part-line1 = Line 1
part-line2 = Line 2
part-city = City
part-state = State
part-zip = Zip
part-country = Country
form-title = Edit: { $name } · { $id }
form-title-new = New contact
form-unchanged = unchanged
form-changed =
    { $count ->
        [one] { $count } field changed
       *[other] { $count } fields changed
    }
form-saving = saving…
form-draft-at = draft { $at }
form-draft-failed = draft NOT kept
add-another = + another
no-longer-offered = {" "}(no longer offered)
locked-by-account = The account does not let this field be changed.
locked-by-shape = The values of this field are more than this form can show; they stay as they are.
problem-name-missing = A contact needs a name. Nothing is lost: type a name and save again.
problem-not-saved = Not saved.
advice-type = Type: ←→ choose, < and > move up and down, Ctrl+X removes the value.
advice-options = ←→ choose an option, Space marks or unmarks it.
advice-add = Enter or Ctrl+T adds another value.
advice-phone-short = Too few digits: it can be saved, but nobody can call it.
advice-email-odd = This does not look like an e-mail: it has no @.
advice-tags = A comma or Enter ends a tag, Backspace removes the last, ↓ goes to suggestions.
advice-address = The six parts of an address are saved together.
notice-gone = This contact is no longer there, or no longer visible to you.
notice-paste-ignored = A paste commands nothing here: open the search (/) or the form (e).
notice-no-such-key = This key does nothing here; ? shows all of them.
notice-no-shell = There is no shell here that could bring rolo back: q quits.
notice-quit-again = Ctrl+C once more quits. What you typed is kept as a draft.
notice-not-connected = The account could not be read.
notice-list-failed = The list was not refreshed.
notice-card-failed = The card is from the last reading.
notice-may-not-edit = You are not allowed to change this contact.
notice-may-not-add = You are not allowed to add contacts.
notice-read-only = The account is open for reading only. Open it without --read-only (or read_only in the config file) to change it.
notice-draft-restored = Going on with your draft. Ctrl+R discards it.
notice-draft-kept = The draft is on disk: nothing typed is lost, e goes on with it.
notice-draft-not-kept = The draft was NOT kept.
notice-nothing-changed = Nothing was changed, so there is nothing to save.
notice-saving = Saving; wait for the account to answer.
notice-still-saving = The save goes on; the result will be told here.
notice-saved = Saved: { $name }
notice-saved-differently =
    { $count ->
        [one] Saved, but the account wrote { $count } field differently: look at the card.
       *[other] Saved, but the account wrote { $count } fields differently: look at the card.
    }
notice-conflict-away = Somebody changed the contact meanwhile: open the form (e), your draft is safe.
notice-not-saved-away = Not saved; the draft is safe.
notice-theirs-taken = The account's values were taken; the rest is as you typed it.
notice-discarded = The draft was discarded.
answer-back-to-form = Back to the form, send nothing
answer-save-mine = Save mine
answer-take-theirs = Take the account's values
answer-keep-editing = Keep editing
answer-discard = Discard what was typed
conflict-title = Conflict
conflict-said = While you were editing, { $who } ({ $at }) changed the same fields. Nothing was sent; what you typed is safe.
conflict-was = Was
conflict-mine = Yours
conflict-theirs = Account
discard-title = Discard the draft?
discard-said = What you typed in this form will be gone; the contact stays as the account has it.
discard-new-said = What you typed in this form will be gone; the account does not have this contact yet.
fail-unreachable = The account cannot be reached: check the connection and try again.
fail-timed-out = The account did not answer in time: try again.
fail-unknown = No answer, the change may have arrived: reload the contact (r) and look before trying again.
fail-signed-out = The login was refused: check the token or key and start again.
fail-captcha = The account wants a log-in through the browser: do that, then start rolo again.
fail-unpaid = The account's subscription has ended: until it is paid for, the copy on this machine can be read.
fail-forbidden = The account refuses access: its administrator can give this user the right.
fail-blocked = The account blocks all requests, as after too many: rolo leaves it alone for 15 minutes and then asks again.
fail-user-off = This user is switched off: the account's administrator can switch it on.
fail-address = This machine's address is not on the account's list: ask its administrator, or connect from the office network.
cli-blocked = The account blocks all requests, as after too many: nothing is sent before { $when }, so try again then.
fail-too-many =
    { $count ->
        [one] The account asks to wait { $count } second.
       *[other] The account asks to wait { $count } seconds.
    }
fail-server = The account answers with error { $status }: try again later.
fail-unreadable = The answer is not an account's (a page, a redirect, half an answer): check the address or try again later.
fail-too-large = The answer is larger than rolo takes (16 MB): nothing of it was used.
fail-untrusted = Nobody whom this machine trusts has signed the certificate: nothing was sent. A company's own goes into ca_file.
fail-other-name = The certificate is for another name: nothing was sent. Check the address.
fail-expired = The certificate is not valid today: nothing was sent. Check this machine's clock; else its owner has to renew it.
fail-handshake = No encrypted connection came about: nothing was sent. Check the address.
fail-refused = The account refused: { $said }
fail-refused-code = The account refused ({ $code }): { $said }
fail-no-right = You have no right to do this; the account's administrator can give it ({ $code }: { $said })
fail-field = A custom field does not fit the account, which may have changed: read the contact again with r ({ $code }: { $said })
fail-too-many-links = Too many are linked: unlink some and save again ({ $code }: { $said })
fail-not-there = What this is about is no longer there: read the contact again with r ({ $code }: { $said })
fail-search = The account's search failed: try again in a moment ({ $code }: { $said })
fail-switched-off = The account has this function switched off ({ $code }: { $said })
fail-no-account = There is no such account at this address: check it ({ $code }: { $said })
fail-misspoken = The account did not understand rolo, which is rolo's mistake: please report it ({ $code }: { $said })
fail-gone = This contact is not there, or not visible to you.
fail-disk-full = The disk is full.
fail-disk = Disk: { $said }
context-list = List
context-search = Search line
context-card = Card
context-form-text = Form: a text
context-form-choice = Form: types
context-dialog = Question
context-help = Help
help-title = Keys
help-keys = Keys
help-meaning = What they do
hint-card = card
hint-edit = edit
hint-search = search
hint-new = new
hint-accept = to the list
hint-cancel = back
hint-save = save
hint-next-stop = next
hint-option = choose
hint-toggle = mark
hint-add-value = add
hint-remove-value = remove
hint-back-draft = back (draft)
hint-back = back
hint-next = next
hint-choose = choose
hint-help = help
hint-page-down = more
hint-quit = quit
key-open = open the card
key-edit = edit the contact
key-search = search: the list narrows with every letter
key-search-from-card = search among all contacts
key-new = new contact
key-accept = keep what was found and go back to the list
key-search-back = all contacts, at the row where the search began
key-save = save
key-next-stop = next field
key-form-enter = go on; on the line “+ another” add a value; take what is found, end a tag
key-previous-stop = previous field
key-next-option = next type or option
key-previous-option = previous type or option
key-toggle = mark the option; for a phone or an e-mail the next type
key-add-value = another phone or e-mail
key-remove-value = remove the value under the cursor; unlink a company, lead or customer
key-move-up = move the value up
key-move-down = move the value down
key-row-up = line up
key-row-down = line down
key-page-up = page up
key-page-down = page down
key-discard = discard what was typed (asks first)
key-form-back = back; what was typed stays on disk as a draft
key-down = down
key-up = up
key-half-down = half a page down
key-half-up = half a page up
key-first = first contact
key-last = last contact
key-list-back = from what was found to all contacts
key-back = back
key-next-contact = next contact
key-previous-contact = previous contact
key-scroll-down = scroll down
key-scroll-up = scroll up
key-top = to the top
key-bottom = to the end
key-reload = read again from the account
key-choose = answer so
key-dialog-down = next answer
key-dialog-up = previous answer
key-choose-first = first answer
key-choose-second = second answer
key-choose-third = third answer
key-dialog-back = close and do nothing
key-help = all keys
key-quit = quit
key-quit-anyway = quit from anywhere (twice)
key-redraw = draw the screen again
key-suspend = leave for the shell; fg comes back

# What the command line says
cli-no-account = There is no account yet: try «rolo demo», log in to yours («rolo login romashka.amocrm.ru»), or make one on this machine («rolo serve init»).
cli-no-terminal = The interface needs a terminal, and standard output is not one.
cli-no-token = There is no token: set it in the environment variable ROLO_TOKEN (the account is named by --url).
cli-bad-address = This is no address of an account: romashka, romashka.kommo.com, https://crm.example.com or http://127.0.0.1:8099 are, without a path or a login.
cli-elsewhere = No secret is sent without TLS: the address must begin with https; http is only for an account on this very machine, such as http://127.0.0.1:8099.
cli-exposed = --listen { $address }: other machines can reach this address; that takes --lan with a certificate (--tls-cert, --tls-key). Only this machine is served at an address such as 127.0.0.1:8099.
cli-cleartext = --lan: other machines are served over TLS: name a certificate with --tls-cert and its key with --tls-key, or say --cleartext if everybody on the way may read along.
cli-read-along = Warning: without TLS everybody on the way can read contacts and keys, and change them (--cleartext).
cli-public-keys = The account in { $folder } is a demo: its keys are public, so only this machine is served.
cli-no-certificate = { $file }: no certificate in PEM is in there.
cli-no-private-key = { $file }: no private key in PEM is in there.
cli-open-key = { $file }: everybody on this machine can read this key; «chmod 600» keeps it to its owner.
cli-tls-mismatch = The certificate in { $certificate } and the key in { $key } cannot be used together: { $reason }
cli-empty = The folder { $folder } holds no account: make one with «rolo serve init», or fill it with --demo N or --import FILE.
cli-nothing-imported = The file { $file } holds no contact that can be read.
cli-occupied = Another rolo uses the folder { $folder }: close it to begin again.
cli-config = { $file }: cannot be read: { $reason }
config-syntax = { $file }, line { $line }: { $reason }; the line is passed over until it is mended.
config-unknown = { $file }, line { $line }: the unknown key «{ $key }» is passed over; known here are { $known }.
config-value = { $file }, line { $line }: «{ $key }» is passed over; it takes { $wanted }.
config-fine = { $file }: no mistakes.
config-missing = { $file }: there is none, so everything is as usual.
cli-no-home = The home directory is unknown: set HOME.
cli-file = { $path }: cannot be opened: { $reason }
cli-account = The account in { $folder } cannot be used: { $reason }
cli-drafts = The drafts in { $folder } cannot be used: { $reason }
cli-listen = { $address }: cannot be listened on: { $reason }
cli-failed = That failed: { $reason }
cli-deserted = The background work ended by itself; the reason is in rolo.log.
cli-seeding =
    { $count ->
        [one] Making a demo account with { $count } invented contact…
       *[other] Making a demo account with { $count } invented contacts…
    }
cli-kept = The folder { $folder } holds an account already; it stays as it is.
cli-imported =
    { $count ->
        [one] Imported { $count } contact.
       *[other] Imported { $count } contacts.
    }
cli-refused-line = Line { $line } was left out: { $reason }
cli-refused-more =
    { $count ->
        [one] And { $count } more line was left out.
       *[other] And { $count } more lines were left out.
    }
cli-keys = Logins and keys of the users; they are shown nowhere else:
cli-finishing = Waiting for what is being saved… (Ctrl+C does not wait)
cli-founded = The account is made; the key of its administrator { $login } is printed this once and kept nowhere.
cli-user-added = The key of { $login } is printed this once and kept nowhere.
cli-user-off = { $login } is let in no longer.
cli-user-on = { $login } is let in again.
cli-token-made = Token { $id } of { $login } holds until { $until }; it is printed this once and kept nowhere.
cli-token-revoked = Token { $id } holds no longer.
cli-field-added = The field «{ $name }» is made; its number is printed.
mistake-no-user = There is no user { $given }: «rolo serve user list» shows everybody.
mistake-user-exists = There is a user { $given } already.
mistake-login = «{ $given }» is no login: an e-mail address is wanted.
mistake-name = A name needs at least one letter and has 255 at most.
mistake-no-group = There is no group { $given }: say the name of one instead, a new name makes it.
mistake-letters = «{ $given }» is no right: A (all), G (the group's), M (own) or D (none) is wanted, or such as view=A,edit=M,delete=D.
mistake-no-token = There is no token { $given } that still holds: «rolo serve token list» shows all.
mistake-days = --days: a token holds from one day to five years.
mistake-zone = «{ $given }» is no time zone: one such as Europe/Moscow is wanted.
mistake-currency = «{ $given }» is no currency: three letters such as RUB are wanted.
mistake-subdomain = «{ $given }» is no subdomain: small Latin letters, digits and hyphens are wanted.
mistake-language = «{ $given }»: an account is kept in ru or en.
mistake-entity = «{ $given }»: only contacts, leads, companies and customers have fields.
mistake-kind = «{ $given }» is no kind of field: «rolo serve field add --help» names them.
mistake-field-exists = There is a field «{ $given }» already.
mistake-options = --enum: a field of the type { $given } has no options, only lists and multitext have.
unkept-title = The draft is not kept
unkept-said = The disk did not take the draft. { $why } If you leave, what you typed lives only until rolo ends.
answer-leave-anyway = Leave anyway
notice-unkept-quit = A draft is not on disk and will be lost. Once more quits.
searching = searching…
search-not-done = not searched
notice-search-limit = A search takes { $count } characters at most.
cli-drafts-aside = The file of drafts is damaged; it was moved whole to { $path }, and a new one begun.
cli-copy = The copy in { $folder } cannot be used: { $reason }
cli-copy-aside = The copy of the account is damaged; it was moved whole to { $path }, and a new one is begun.
cli-sync-following = Another rolo keeps this copy up to date.
cli-sync-reading =
    { $count ->
        [one] { $count } contact read, { $rate } a second…
       *[other] { $count } contacts read, { $rate } a second…
    }
cli-sync-read =
    { $count ->
        [one] Read { $count } contact, { $rate } a second.
       *[other] Read { $count } contacts, { $rate } a second.
    }
cli-sync-done =
    { $count ->
        [one] The copy is up to date: { $count } contact ({ $new } new, { $changed } changed, { $gone } gone).
       *[other] The copy is up to date: { $count } contacts ({ $new } new, { $changed } changed, { $gone } gone).
    }
cli-sync-unreadable =
    { $count ->
        [one] { $count } contact cannot be read; it is kept as it came.
       *[other] { $count } contacts cannot be read; they are kept as they came.
    }
cli-sync-unsettled = The list kept changing while it was read: something may be missing until the next time.
cli-sync-vanishing =
    { $count ->
        [one] The account no longer shows { $count } of { $of } contacts. It stays in the copy; --let-go takes it out.
       *[other] The account no longer shows { $count } of { $of } contacts. They stay in the copy; --let-go takes them out.
    }
task-overdue-since = OVERDUE: { $at }
part-vat-id = VAT id
part-kpp = KPP
field-address = Address
cli-no-copy = There is no copy of an account on this machine yet: run «rolo sync --url http://127.0.0.1:8099» first (its token in ROLO_TOKEN).
cli-which-copy = There are several copies, choose one with --account: { $copies }.
cli-unknown-copy = --account { $given }: there is no such copy; there are { $copies }.
cli-copy-partial = The copy is not complete: «rolo sync» goes on with it.
cli-not-copied = Contact { $id } is not in the copy.
cli-no-phone = «{ $given }» is no phone: at least three digits are wanted.
cli-nothing-found = Nothing found in the copy.
count-of = of { $count }
copy-as-of = data of { $at }
copy-copying = copying { $count }
copy-rate = { $count }/s
badge-name = name
badge-company = company
badge-tag = tag
badge-phone = phone
badge-email = e-mail
badge-messenger = chat
badge-account = account
vanishing-line = The account does not show { $count } of { $of } contacts; they are kept here. v decides
vanishing-title = Contacts are gone
vanishing-said = The account no longer shows { $count } of { $of } contacts. That may be a mistake or a change of your rights, so they are kept here.
answer-keep-vanished = Keep them for now
answer-let-go = Remove them from the copy
notice-copy-failing = The copy is not kept up to date.
notice-refreshed = The copy is up to date.
notice-not-refreshed = The copy was not brought up to date.
notice-let-gone =
    { $count ->
        [one] { $count } contact was removed from the copy.
       *[other] { $count } contacts were removed from the copy.
    }
notice-not-let-go = Nothing was removed from the copy.
notice-not-asked = The account itself was not searched.
key-take-suggestion = search for what is suggested: the other keyboard layout, transliteration
key-decide = decide about contacts that the account no longer shows
key-card-beside = show or hide the card beside or below the list
key-refresh = bring the copy up to date
locked-by-kind = Fields of this kind are only shown here; a save leaves them as they are.
not-set = not set
part-kind = Kind
part-name = Name
entity-company = company
entity-sole = sole proprietor
entity-unsaid = not said
more-lines = … { $count } lines
chosen-of = { $chosen } of { $count } chosen
found-of = looking for: { $filter } · { $count } found
problem-number = This is no number and cannot be saved. For example: 1 200,50.
problem-day = This is no date and cannot be saved. For example: 14.03.85, 14 mar, +3d, tomorrow.
problem-moment = This is no date with a time and cannot be saved. For example: tomorrow 15:30.
problem-entity-name = Requisites need a name: the account refuses them without one.
advice-understood = Will be saved as: { $value }
advice-number = A number, such as 1 200,50.
advice-day = A date: 14.03.85, 14 mar, +3d, tomorrow; Ctrl+O: a month.
advice-moment = A date and time: 14.03.25 15:30, fri 9:00; Ctrl+O: month.
advice-url = A web address, such as example.com.
advice-url-odd = This does not look like a web address; it can be saved.
advice-area = Several lines: Enter begins another, Ctrl+O: your editor.
advice-checkbox = Space says yes or no; ←→ also «not set».
advice-one-option = ←→ or letters find an option, Space chooses it, Ctrl+X clears.
advice-entity-kind = ←→ or Space: company or sole proprietor.
advice-several = Several values in one line: Ctrl+T makes { $count } of it.
advice-required = The account asks for this field; it can be saved without.
advice-guessed = The account's fields are not read yet: the kind of a field is told by its value.
context-form-options = Form: options of a list
hint-twin = open
key-open-twin = open the contact that has the same phone or e-mail; what was typed stays a draft
twin-of = Already there (Ctrl+P opens): { $names }
problem-not-picked = Nothing of this was taken: pick what was found (↓, Enter) or erase what you typed.
advice-responsible = Enter or letters pick another user.
advice-company = Enter or letters pick another company, Ctrl+X unlinks it or keeps it.
advice-link = Ctrl+X unlinks it or keeps it, Enter looks for another one.
advice-add-link = Enter or letters find one in the account and link it.
advice-pick = A part of the name, or the number; ↓ and Enter take one, Esc ends.
advice-pick-user = A part of the name; ↓ and Enter take somebody, Esc ends.
advice-offer = Enter takes this.
pick-first = + choose
pick-find = find
pick-nothing = nothing found
pick-new-company = a new company “{ $name }”
pick-switched-off = switched off
pick-comes = will be linked
pick-goes = will be unlinked
notice-nothing-to-undo = There is nothing to take back.
hint-undo = undo
key-undo = take the last change in the form back
would-be-sent = Would be sent, if nobody changes the contact meanwhile:
hint-differences = differences
key-differences = show what is changed and the request that would save it
group-contacts = Contacts
group-address = Address
group-additional = Additional
group-links = Leads and tasks
group-record = Record
card-folded =
    { $count ->
        [one] and { $count } empty field: z to show
       *[other] and { $count } empty fields: z to show
    }
key-unfold = show or hide empty fields
hint-tab = tab
key-next-tab = the next tab of the card
key-previous-tab = the previous tab of the card
key-tab-card = card: the contact's fields
key-tab-timeline = timeline: tasks, notes, calls and mails
key-tab-links = links: company, leads and customers
key-tab-raw = the record as the account gives it
tab-card = Card
tab-timeline = Timeline
tab-links = Links
tab-raw = Raw
timeline-tasks =
    { $count ->
        [one] { $count } open task
       *[other] { $count } open tasks
    }
timeline-no-tasks = No open tasks
timeline-notes = What happened
timeline-empty = No notes, calls or mails.
told-text = note
told-call-in = incoming call
told-call-out = outgoing call
told-mail = mail
told-message-in = incoming message
told-message-out = outgoing message
told-task-result = result of a task
told-service = from a program
told-other = event { $number }
task-kind = task of kind { $number }
part-refused = Not shown.
links-none = No company, leads or customers are linked.
link-hidden = not visible
link-closed = closed
context-jot = A note or a task
context-jot-choice = A choice in a task
hint-note = note
hint-task = task
hint-top = to the top
hint-colleagues = colleagues
hint-link = link
hint-id = id
hint-address = address
hint-name = name
hint-email = e-mail
hint-phone = phone
hint-done = done
key-add-note = write a note
key-add-task = add a task
key-complete-task = mark the nearest task as done
key-copy-phone = copy a phone; again: the next one
key-copy-mail = copy an e-mail; again: the next one
key-copy-name = copy the name
key-copy-address = copy the address
key-copy-id = copy the contact's number
key-colleagues = show the contacts of the same company
key-jot-send = send to the account
key-jot-enter = next field; in the last one: send
key-jot-back = back; what was typed is kept on the disk
jot-note = Note
jot-task = New task
jot-done = Mark as done
jot-text = Text
jot-kind = Kind
jot-due = Due
notice-tasks-loading = The tasks are still being read.
notice-no-task = There is no open task.
notice-jot-kept = What you typed is kept on the disk.
notice-jot-empty = Write the text first.
notice-entered = Written to the account.
notice-not-entered = Not written.
notice-nothing-to-copy = Nothing to copy: it is not there.
notice-too-long-to-copy = Too long to copy.
notice-copied = Sent to the terminal: { $value }
notice-no-company = No company is linked.
fail-read-only = The account is open for reading only: nothing was sent. Open it without --read-only (or read_only in the config file) to change it.
cli-unbounded = --rate 0: only an account on this very machine may be asked without measure; say 1 to 7.
cli-which-account = There are several accounts: choose one with --account, or name the usual one in config.toml (account = "NAME"): { $accounts }.
cli-unknown-account = There is no account «{ $given }»; known are: { $accounts }. «rolo login» adds another.
cli-no-address = Which account? Name it: «rolo login romashka.amocrm.ru».
cli-name-it = The name «{ $name }» does not do or stands for another account: give another one with --account.
cli-no-terminal-to-ask = There is nobody to ask: give the token with --token-stdin, or the key with --login and --key-stdin.
cli-nothing-typed = The secret is empty: nothing was done.
cli-no-secret = The secret of { $account } is not kept on this machine (any more), and there is nobody to ask for it: log in again («rolo login --account { $account }») or set ROLO_TOKEN.
cli-secret = The secret of { $account } ({ $place }) cannot be had: { $reason }
place-keyring = in the system's keyring
place-kernel = in the kernel's keyring: until a restart or some days without use
place-file = in a file that only you can read
place-command = the config file's credential_command gives it
place-asked = nowhere: it is asked for at each start
place-environment = from the environment (ROLO_TOKEN) or systemd
ask-address = Address of the account (romashka, romashka.kommo.com, or a URL):
ask-login = The user's e-mail to log in with an API key, or just Enter for a token:
ask-key = API key (not shown):
ask-token = Long-lived token (not shown):
ask-key-of = { $account }: API key of { $login } (not shown):
ask-token-of = { $account }: token (not shown):
ask-file = There is no keyring here. Write the secret to a file that only you can read? Otherwise it is asked for at each start. [y/N]
login-done = Logged in: «{ $account }» ({ $address }) as { $user }; called { $name } here. The secret lies { $place }.
logout-done = Logged out of { $name }: the secret is forgotten.
logout-command = Logged out of { $name }; what the config file names (credential_command) stays.
status-account = «{ $account }», { $user } ({ $address })
status-secret = secret: { $place }
status-until = the token holds until { $when }
status-ended = the token ended { $when }: get a new one and log in again («rolo login»)
status-read-only = for reading only
status-copy = copy of the contacts: as of { $when }
status-no-copy = no complete copy of the contacts yet
welcome-title = Welcome
welcome-said = rolo shows the contacts of an account of amoCRM or Kommo. There is none here yet; what shall it begin with?
welcome-waiting = one moment…
begin-login = Log in to an account of amoCRM or Kommo
begin-demo = Try it out on invented contacts
begin-local = Make an account of your own on this machine
login-title = Log in
login-address = Address
login-way = Way of access
login-user = E-mail
login-key = API key
login-token = Token
way-token = long-lived token
way-key = e-mail and API key
advice-address-of = romashka (of amocrm.ru), romashka.kommo.com, or a URL such as http://127.0.0.1:8099.
advice-way = ←→ choose. A token is what accounts give today; the API key is the older way.
advice-user = The e-mail of the user whose API key it is.
advice-key = The key is in the user's profile. It is not shown while it is typed or pasted.
advice-token = In the account: Settings → Integrations → your private integration → Keys and scopes. It is not shown while it is typed or pasted.
admitted-said = «{ $account }» ({ $address }) lets you in as { $user }.
admitted-kept = The secret lies { $place }.
admitted-file = There is no keyring here. May the secret be written to a file that only you can read?
answer-open = Open the contacts
answer-ask-each-time = No, ask for it at each start
answer-in-file = Yes, write it to the file
notice-login-missing = This is missing for a login.
context-welcome = First start
context-login = Logging in: a text
context-login-choice = Logging in: the way of access
hint-log-in = log in
key-log-in = log in with what is typed
key-login-enter = next question; in the last one: log in
key-login-back = back; what was typed stays until the program ends
key-welcome-back = back to the questions of the login
local-account = My account
local-user = Me
cli-local = «{ $name }» is an account of this machine: it needs no login and no copy; just open it («rolo --account { $name }»).
status-local = on this machine, in { $folder }
doctor-settings = settings
doctor-account = account
doctor-address = address
doctor-tls = encryption
doctor-clock = clock
doctor-login = login
doctor-rights = rights
doctor-secret = secret
doctor-keyring = keyrings
doctor-files = files
doctor-copy = copy
doctor-size = window
doctor-colours = colours
doctor-utf8 = UTF-8
doctor-layout = keys
doctor-clipboard = clipboard
doctor-found = { $address } has an address
doctor-not-found = { $address }: no address was found; check the name, the network and its name server (a proxy is named in HTTPS_PROXY)
doctor-no-tls = not needed: the account is on this very machine
doctor-trusted = the certificate is trusted
doctor-clock-right = { $count } s apart from the account's
doctor-clock-off = { $count } s apart from the account's: set this machine's clock (NTP)
doctor-let-in = «{ $account }» lets in { $user }
doctor-rights-are = see { $view }, change { $edit }, add { $add }
doctor-no-rights = see { $view }, change { $edit }, add { $add }: an administrator of the account gives the right to see contacts
right-all = all
right-group = the group's
right-own = own
right-none = none
doctor-system-keyring = the system's
doctor-kernel-keyring = the kernel's
doctor-no-copy = none that is complete yet; the next start of rolo makes it
doctor-fresh-copy = as of { $when }
doctor-old-copy = as of { $when }: open rolo or run «rolo sync» to bring it up to date
doctor-open = { $path }: others may read or change it; «chmod -R go= » keeps it to its owner, «chmod -R go-w» a folder of settings
doctor-open-more = and { $count } more
doctor-closed = what rolo keeps is its owner's alone
doctor-large = { $columns }x{ $lines }
doctor-small = { $columns }x{ $lines }: from 60x20 on more is seen, from 110x20 on the card beside the list
doctor-many-colours = yes ({ $kind })
doctor-sixteen = sixteen, which is what rolo uses ({ $kind })
doctor-no-colours = switched off by NO_COLOR or config.toml ({ $kind })
doctor-dumb = TERM is { $kind }: name your terminal there, such as xterm-256color
doctor-is-utf8 = yes ({ $locale })
doctor-no-utf8 = the locale is { $locale }: set LANG to one with UTF-8, such as C.UTF-8, or letters may break
doctor-by-position = work by their place, on a Latin and a Russian layout alike
doctor-clipboard-sent = copies are sent to the terminal (OSC 52); whether it takes them is for its settings to say
doctor-clipboard-tmux = copies go through tmux (OSC 52); they arrive with «set -g set-clipboard on» in tmux.conf
doctor-clipboard-screen = GNU screen lets no copies through (OSC 52); tmux does
way-code = code of an integration (OAuth)
login-client = Integration id
login-client-key = Its secret key
login-redirect = Redirect URL
login-code = Code
advice-client = In the account: Settings → Integrations → your integration → Keys and scopes.
advice-client-key = The secret key beside it. It is not shown while it is typed or pasted.
advice-redirect = Exactly as it is entered in the integration.
advice-code = The authorization code beside the keys, or the whole address that the browser was sent to. It holds 20 minutes and works once.
cli-code = The account refused the code: it holds 20 minutes and works once, and id, key and redirect URL must be those of the integration. Get a new code and try again.
cli-grant-nowhere = The tokens of an integration change every day, so they have to be kept: say yes to the file, or log in with a long-lived token.
ask-client-key = Secret key of the integration (not shown):
ask-redirect = Redirect URL of the integration:
ask-code = Authorization code, or the address that the browser was sent to (not shown):
key-copy-link = copy the address of the contact in the web interface
hint-call = call
hint-mail = mail
key-call = call: by your own command, else the number is shown large
key-mail = write a mail: by your own command, else the e-mail is shown
reach-call = Call
reach-mail = Write a mail
reach-runs = Enter starts your command with the one in front.
reach-no-call = To call from here, name your program under [commands] as call in config.toml.
reach-no-mail = To write from here, name your program under [commands] as mail in config.toml.
notice-no-phone = This contact has no phone.
notice-no-email = This contact has no e-mail.
notice-not-handed-over = Another program cannot be given this safely: dial or write by hand.
notice-ran = Started: { $program }
notice-not-ran = Your command did not work. { $said }
jot-due-read = that is
notice-jot-restored = Going on with what you typed before.
notice-jot-waits = A note or a task was begun here: a goes on with it.
notice-jot-not-kept = What you typed is NOT on the disk.
month-title = 
    { $month ->
        [1] January { $year }
        [2] February { $year }
        [3] March { $year }
        [4] April { $year }
        [5] May { $year }
        [6] June { $year }
        [7] July { $year }
        [8] August { $year }
        [9] September { $year }
        [10] October { $year }
        [11] November { $year }
       *[other] December { $year }
    }
month-week = Mo Tu We Th Fr Sa Su
context-month = A month
hint-today = today
key-open-elsewhere = a month for a day; your own editor ($VISUAL, $EDITOR) for a long text or a note
key-month-choose = take the day
key-month-left = the day before
key-month-right = the day after
key-month-up = a week back
key-month-down = a week on
key-month-back = a month back
key-month-forth = a month on
key-year-back = a year back
key-year-forth = a year on
key-month-first = the first of the month
key-month-last = the last of the month
key-today = today
key-month-back-out = back; the field stays as it is
notice-nothing-elsewhere = Ctrl+O opens a month for a day and your own editor for a long text.
notice-no-editor = Name your editor in EDITOR, for example: export EDITOR=nano
notice-not-composed = Your editor did not work; the text is as it was. { $said }
cli-writable = { $path }: others can change it, and it may name programs to run: nothing is done before «chmod o-w» keeps it to its owner.
ask-wipe = Delete the copy of the contacts on this machine, too? [y/N]
logout-copy-stays = The copy of the contacts stays on this machine; --wipe deletes it.
logout-wiped = The copy of the contacts is deleted.
logout-local = «{ $name }» is not listed any more; the account itself stays in { $folder }.
logout-drafts-stay = { $count ->
        [one] One draft that was never sent stays
       *[other] { $count } drafts that were never sent stay
    }: { $names }. Logging in again brings it back, --drop-drafts throws it away.
logout-drafts-gone = { $count ->
        [one] One draft that was never sent is thrown away
       *[other] { $count } drafts that were never sent are thrown away
    }: { $names }.
doctor-works = { $name } works
doctor-works-not = { $name } does not
doctor-proxy = asked through the proxy of { $name }
