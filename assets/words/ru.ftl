# Всё, что rolo говорит по-русски. Список имён — в src/words/table.rs.

contacts = Контакты
no-name = (без имени)
robot = робот
yes = да
no = нет
loading = загрузка…
count-contacts =
    { $count ->
        [one] { $count } контакт
        [few] { $count } контакта
       *[other] { $count } контактов
    }
count-found =
    { $count ->
        [one] найден { $count }
        [few] найдено { $count }
       *[other] найдено { $count }
    }
count-unreadable =
    { $count ->
        [one] { $count } не прочитан
        [few] { $count } не прочитаны
       *[other] { $count } не прочитано
    }
link-connecting = соединение…
link-online = в сети
link-offline = нет связи с { $since }
link-refused = вход не принят
link-unread = ответ непонятен
link-read-only = только чтение
link-untrusted = нет доверия
link-blocked = закрыт до { $until }
link-waiting = просит подождать до { $until }
try-again = r/к — повторить.
too-small = Окно слишком мало. Увеличьте его; клавиши работают.
nothing-found = Ничего не найдено. Esc — назад ко всем контактам.
advice-search = тег: компания: отв: задача:, -без, "подряд"; F1 — о них
search-operators = Слова в любом порядке, "слова подряд", -без слова, часть телефона; тег:важный,vip  компания:мост  отв:анна,я  задача:просрочена (сегодня, неделя); нет и есть: тег:нет.
no-contacts = В аккаунте нет контактов, которые вам видны.
add-first = n/т — добавить первый.
only-email = только почта
column-name = Имя
column-company = Компания
column-phone = Телефон
column-tags = Теги
column-task = Задача
field-name = Имя
field-tags = Теги
field-company = Компания
field-task = Задача
field-leads = Сделки
field-customers = Покупатели
field-responsible = Ответственный
field-created = Создан
field-updated = Изменён
field-id = Номер
task-overdue = ПРОСРОЧЕНА: { $due } ({ $at })
task-due = { $due } ({ $at })
today = сегодня
tomorrow = завтра
yesterday = вчера
days-ago =
    { $count ->
        [one] { $count } дн. назад
        [few] { $count } дн. назад
       *[other] { $count } дн. назад
    }
type-work = рабочий
type-work-direct = раб. прямой
type-mobile = мобильный
type-fax = факс
type-home = домашний
type-private = личный
type-other = другой
short-work = раб
short-work-direct = прям
short-mobile = моб
short-fax = факс
short-home = дом
short-private = личн
short-other = др.
part-line1 = Строка 1
part-line2 = Строка 2
part-city = Город
part-state = Регион
part-zip = Индекс
part-country = Страна
form-title = Правка: { $name } · { $id }
form-title-new = Новый контакт
form-unchanged = без изменений
form-changed =
    { $count ->
        [one] изменено { $count } поле
        [few] изменено { $count } поля
       *[other] изменено { $count } полей
    }
form-saving = сохранение…
form-draft-at = черновик { $at }
form-draft-failed = черновик НЕ записан
add-another = + ещё
no-longer-offered = {" "}(больше не предлагается)
locked-by-account = Это поле в аккаунте закрыто для правки.
locked-by-shape = Значения этого поля сложнее, чем эта форма умеет; они останутся как есть.
problem-name-missing = У контакта должно быть имя. Ничего не потеряно: введите имя и сохраните снова.
problem-not-saved = Не сохранено.
advice-type = Тип: ←→ выбрать, < и > выше и ниже, Ctrl+X убрать значение.
advice-options = ←→ выбрать вариант, Пробел отметить или снять.
advice-add = Enter или Ctrl+T — ещё одно значение.
advice-phone-short = Мало цифр: сохранить можно, но такой номер не наберётся.
advice-email-odd = Похоже, это не адрес почты: в нём нет @.
advice-tags = Запятая или Enter — ещё тег, Backspace — убрать последний, ↓ — подсказки.
advice-address = Шесть частей адреса сохраняются вместе.
notice-gone = Этого контакта больше нет, или он вам больше не виден.
notice-paste-ignored = Вставка здесь не команда: откройте поиск (/) или форму (e/у).
notice-no-such-key = Эта клавиша здесь ничего не делает; ? покажет все.
notice-no-shell = Здесь нет оболочки, которая вернула бы rolo: q/й — выход.
notice-quit-again = Ещё раз Ctrl+C — выход. Набранное сохранится черновиком.
notice-not-connected = Аккаунт не прочитан.
notice-list-failed = Список не обновлён.
notice-card-failed = Карточка из последнего чтения.
notice-may-not-edit = Ваши права не позволяют менять этот контакт.
notice-may-not-add = Ваши права не позволяют добавлять контакты.
notice-read-only = Аккаунт открыт только для чтения. Чтобы менять, откройте его без --read-only (или без read_only в файле настроек).
notice-draft-restored = Продолжаем черновик. Ctrl+R — отбросить его.
notice-draft-kept = Черновик на диске: набранное не пропадёт, e/у — продолжить правку.
notice-draft-not-kept = Черновик НЕ записан.
notice-nothing-changed = Ничего не изменено — сохранять нечего.
notice-saving = Идёт сохранение, подождите ответа аккаунта.
notice-still-saving = Сохранение продолжается; о результате скажем здесь.
notice-saved = Сохранено: { $name }
notice-saved-differently =
    { $count ->
        [one] Сохранено, но { $count } поле аккаунт записал иначе: посмотрите карточку.
        [few] Сохранено, но { $count } поля аккаунт записал иначе: посмотрите карточку.
       *[other] Сохранено, но { $count } полей аккаунт записал иначе: посмотрите карточку.
    }
notice-conflict-away = Контакт тем временем изменил другой: откройте форму (e/у), ваш черновик цел.
notice-not-saved-away = Не сохранено, черновик цел.
notice-theirs-taken = Взяты значения аккаунта; остальное осталось как вы набрали.
notice-discarded = Черновик отброшен.
answer-back-to-form = К форме, ничего не отправлять
answer-save-mine = Сохранить моё
answer-take-theirs = Взять значения аккаунта
answer-keep-editing = Продолжить правку
answer-discard = Отбросить набранное
conflict-title = Конфликт
conflict-said = Пока вы правили, те же поля изменены: { $who }, { $at }. Ничего не отправлено, ваши данные целы.
conflict-was = Было
conflict-mine = Ваше
conflict-theirs = В аккаунте
discard-title = Отбросить черновик?
discard-said = Набранное в этой форме пропадёт, контакт останется таким, каков он в аккаунте.
discard-new-said = Набранное в этой форме пропадёт; в аккаунте этого контакта ещё нет.
fail-unreachable = Аккаунт недоступен: проверьте связь и повторите.
fail-timed-out = Аккаунт не ответил вовремя: повторите.
fail-unknown = Ответа нет, изменение могло дойти: обновите контакт (r/к) и проверьте, прежде чем повторять.
fail-signed-out = Вход не принят: проверьте токен или ключ и начните заново.
fail-captcha = Аккаунт просит войти через браузер: войдите там и запустите rolo снова.
fail-unpaid = Подписка аккаунта закончилась: пока она не оплачена, доступна копия на этой машине.
fail-forbidden = Аккаунт не пускает: право этому пользователю может дать администратор.
fail-blocked = Аккаунт не принимает никаких запросов, так бывает, когда их слишком много: rolo не трогает его 15 минут и спросит снова.
fail-user-off = Этот пользователь отключён: включить его может администратор аккаунта.
fail-address = Адреса этой машины нет в списке аккаунта: обратитесь к администратору или войдите из сети офиса.
cli-blocked = Аккаунт не принимает никаких запросов, так бывает, когда их слишком много: до { $when } ничего не отправляется, повторите после.
fail-too-many =
    { $count ->
        [one] Аккаунт просит подождать { $count } секунду.
        [few] Аккаунт просит подождать { $count } секунды.
       *[other] Аккаунт просит подождать { $count } секунд.
    }
fail-server = Аккаунт отвечает ошибкой { $status }: повторите позже.
fail-unreadable = Ответ не похож на аккаунт (страница, перенаправление, обрывок): проверьте адрес или повторите позже.
fail-too-large = Ответ больше, чем rolo принимает (16 МБ): из него ничего не взято.
fail-untrusted = Сертификат не подписан никем, кому эта машина доверяет: ничего не отправлено. Сертификат компании указывают в ca_file.
fail-other-name = Сертификат выдан на другое имя: ничего не отправлено. Проверьте адрес.
fail-expired = Сертификат сегодня не действует: ничего не отправлено. Проверьте часы этой машины; иначе его должен обновить владелец.
fail-handshake = Защищённое соединение не установилось: ничего не отправлено. Проверьте адрес.
fail-refused = Аккаунт отказал: { $said }
fail-refused-code = Аккаунт отказал ({ $code }): { $said }
fail-no-right = У вас нет на это прав; их может дать администратор аккаунта ({ $code }: { $said })
fail-field = Дополнительное поле не подходит аккаунту, поля могли измениться: прочитайте контакт заново (r/к) ({ $code }: { $said })
fail-too-many-links = Слишком много связей: открепите часть и сохраните снова ({ $code }: { $said })
fail-not-there = Того, о чём запрос, больше нет: прочитайте контакт заново (r/к) ({ $code }: { $said })
fail-search = Поиск в аккаунте не удался: повторите чуть позже ({ $code }: { $said })
fail-switched-off = Эта функция в аккаунте выключена ({ $code }: { $said })
fail-no-account = По этому адресу такого аккаунта нет: проверьте адрес ({ $code }: { $said })
fail-misspoken = Аккаунт не понял rolo — это ошибка rolo, сообщите о ней ({ $code }: { $said })
fail-gone = Этого контакта нет, или он вам не виден.
fail-disk-full = На диске нет места.
fail-disk = Диск: { $said }
context-list = Список
context-search = Строка поиска
context-card = Карточка
context-form-text = Форма: текст
context-form-choice = Форма: тип
context-dialog = Вопрос
context-help = Помощь
help-title = Клавиши
help-keys = Клавиши
help-meaning = Что делают
hint-card = карточка
hint-edit = правка
hint-search = поиск
hint-new = новый
hint-accept = к списку
hint-cancel = назад
hint-save = сохранить
hint-next-stop = дальше
hint-option = выбрать
hint-toggle = отметить
hint-add-value = ещё
hint-remove-value = убрать
hint-back-draft = назад (черновик)
hint-back = назад
hint-next = следующий
hint-choose = выбрать
hint-help = помощь
hint-page-down = ниже
hint-quit = выход
key-open = открыть карточку
key-edit = править контакт
key-search = искать: список сужается с каждой буквой
key-search-from-card = искать среди всех контактов
key-new = новый контакт
key-accept = оставить найденное и вернуться к списку
key-search-back = все контакты, та же строка, что до поиска
key-save = сохранить
key-next-stop = следующее поле
key-form-enter = дальше; на строке «+ ещё» добавить значение; взять найденное, закончить тег
key-previous-stop = предыдущее поле
key-next-option = следующий тип или вариант
key-previous-option = предыдущий тип или вариант
key-toggle = отметить вариант; у телефона и почты — следующий тип
key-add-value = ещё один телефон, адрес почты
key-remove-value = убрать значение под курсором; отвязать компанию, сделку или покупателя
key-move-up = значение выше
key-move-down = значение ниже
key-row-up = строкой выше
key-row-down = строкой ниже
key-page-up = страницей выше
key-page-down = страницей ниже
key-discard = отбросить набранное (с вопросом)
key-form-back = назад; набранное остаётся черновиком на диске
key-down = вниз
key-up = вверх
key-half-down = полстраницы вниз
key-half-up = полстраницы вверх
key-first = первый контакт
key-last = последний контакт
key-list-back = от найденного ко всем контактам
key-back = назад
key-next-contact = следующий контакт
key-previous-contact = предыдущий контакт
key-scroll-down = прокрутить вниз
key-scroll-up = прокрутить вверх
key-top = в начало
key-bottom = в конец
key-reload = прочитать заново из аккаунта
key-choose = ответить так
key-dialog-down = следующий ответ
key-dialog-up = предыдущий ответ
key-choose-first = первый ответ
key-choose-second = второй ответ
key-choose-third = третий ответ
key-dialog-back = закрыть, ничего не делая
key-help = все клавиши
key-quit = выход
key-quit-anyway = выход отовсюду (дважды)
key-redraw = перерисовать экран
key-suspend = уйти в оболочку; fg вернёт

# What the command line says
cli-no-account = Аккаунта ещё нет: попробуйте «rolo demo», войдите в свой («rolo login romashka.amocrm.ru») или создайте на этой машине («rolo serve init»).
cli-no-terminal = Интерфейсу нужен терминал, а стандартный вывод — не терминал.
cli-no-token = Нет токена: задайте его в переменной окружения ROLO_TOKEN (аккаунт указывается через --url).
cli-bad-address = Это не адрес аккаунта: годятся romashka, romashka.kommo.com, https://crm.example.com или http://127.0.0.1:8099, без пути и логина.
cli-elsewhere = Секрет не отправляется без TLS: нужен адрес с https; http — только для аккаунта на этой машине, например http://127.0.0.1:8099.
cli-exposed = --listen { $address }: адрес виден другим машинам; для этого нужен --lan с сертификатом (--tls-cert, --tls-key). Только эту машину обслуживает адрес вроде 127.0.0.1:8099.
cli-cleartext = --lan: другим машинам аккаунт отдаётся по TLS: назовите сертификат (--tls-cert) и его ключ (--tls-key) или скажите --cleartext, если всем по дороге можно это читать.
cli-read-along = Внимание: без TLS контакты и ключи может прочитать и изменить любой по дороге (--cleartext).
cli-public-keys = В папке { $folder } — демо-аккаунт: его ключи известны всем, поэтому он доступен только на этой машине.
cli-no-certificate = { $file }: в файле нет сертификата в формате PEM.
cli-no-private-key = { $file }: в файле нет закрытого ключа в формате PEM.
cli-open-key = { $file }: этот ключ может прочитать любой на этой машине; «chmod 600» оставит его только владельцу.
cli-tls-mismatch = Сертификат из { $certificate } и ключ из { $key } не работают вместе: { $reason }
cli-empty = В папке { $folder } нет аккаунта: создайте его через «rolo serve init» или заполните через --demo N или --import FILE.
cli-nothing-imported = В файле { $file } нет ни одного контакта, который можно прочитать.
cli-occupied = Папку { $folder } использует другой rolo: закройте его, чтобы начать заново.
cli-config = { $file }: не читается: { $reason }
config-syntax = { $file }, строка { $line }: { $reason }; эта строка пропущена, поправьте её.
config-unknown = { $file }, строка { $line }: неизвестный ключ «{ $key }» пропущен; здесь известны { $known }.
config-value = { $file }, строка { $line }: «{ $key }» пропущено; годится { $wanted }.
config-fine = { $file }: ошибок нет.
config-missing = { $file }: файла нет, всё по умолчанию.
cli-no-home = Домашняя папка неизвестна: задайте HOME.
cli-file = { $path }: не открывается: { $reason }
cli-account = Аккаунт в папке { $folder } не открывается: { $reason }
cli-drafts = Черновики в папке { $folder } не открываются: { $reason }
cli-listen = { $address }: не удаётся слушать: { $reason }
cli-failed = Не получилось: { $reason }
cli-deserted = Фоновая работа прекратилась сама собой; причина в журнале rolo.log.
cli-seeding =
    { $count ->
        [one] Создаю демо-аккаунт: { $count } выдуманный контакт…
        [few] Создаю демо-аккаунт: { $count } выдуманных контакта…
       *[other] Создаю демо-аккаунт: { $count } выдуманных контактов…
    }
cli-kept = В папке { $folder } уже есть аккаунт; он остался как был.
cli-imported =
    { $count ->
        [one] Загружен { $count } контакт.
        [few] Загружено { $count } контакта.
       *[other] Загружено { $count } контактов.
    }
cli-refused-line = Строка { $line } пропущена: { $reason }
cli-refused-more =
    { $count ->
        [one] И ещё { $count } строка пропущена.
        [few] И ещё { $count } строки пропущены.
       *[other] И ещё { $count } строк пропущено.
    }
cli-keys = Логины и ключи пользователей; больше они нигде не показываются:
cli-finishing = Дожидаюсь сохранения… (Ctrl+C — не ждать)
cli-founded = Аккаунт создан; ключ администратора { $login } напечатан только сейчас и нигде не хранится.
cli-user-added = Ключ пользователя { $login } напечатан только сейчас и нигде не хранится.
cli-user-off = { $login } больше не войдёт.
cli-user-on = { $login } снова может войти.
cli-token-made = Токен { $id } пользователя { $login } действует до { $until }; он напечатан только сейчас и нигде не хранится.
cli-token-revoked = Токен { $id } больше не действует.
cli-field-added = Поле «{ $name }» создано; напечатан его номер.
mistake-no-user = Пользователя { $given } нет: всех показывает «rolo serve user list».
mistake-user-exists = Пользователь { $given } уже есть.
mistake-login = «{ $given }» — не логин: нужен адрес почты.
mistake-name = В имени нужна хотя бы одна буква, и не больше 255.
mistake-no-group = Группы { $given } нет: назовите её по имени, по новому имени она создаётся.
mistake-letters = «{ $given }» — не право: нужно A (все), G (своей группы), M (свои) или D (никакие) либо, например, view=A,edit=M,delete=D.
mistake-no-token = Действующего токена { $given } нет: все показывает «rolo serve token list».
mistake-days = --days: токен действует от одного дня до пяти лет.
mistake-zone = «{ $given }» — не часовой пояс: нужен, например, Europe/Moscow.
mistake-currency = «{ $given }» — не валюта: нужны три буквы, например RUB.
mistake-subdomain = «{ $given }» — не поддомен: нужны строчные латинские буквы, цифры и дефисы.
mistake-language = «{ $given }»: аккаунт ведётся на ru или en.
mistake-entity = «{ $given }»: поля есть только у contacts, leads, companies и customers.
mistake-kind = «{ $given }» — не тип поля: их перечисляет «rolo serve field add --help».
mistake-field-exists = Поле «{ $given }» уже есть.
mistake-options = --enum: у поля типа { $given } нет вариантов, они бывают у списков и multitext.
unkept-title = Черновик не записан
unkept-said = Диск не принял черновик. { $why } Если уйти, набранное живёт только до выхода из rolo.
answer-leave-anyway = Уйти всё равно
notice-unkept-quit = Черновик не на диске и пропадёт. Ещё раз — выход.
searching = ищу…
search-not-done = поиск не выполнен
notice-search-limit = Поиск берёт не больше { $count } знаков.
cli-drafts-aside = Файл черновиков повреждён; он перенесён как есть в { $path }, начат новый.
cli-copy = Копия в папке { $folder } не открывается: { $reason }
cli-copy-aside = Копия аккаунта повреждена; она перенесена как есть в { $path }, начата новая.
cli-sync-following = Эту копию обновляет другой rolo.
cli-sync-reading =
    { $count ->
        [one] Прочитан { $count } контакт, { $rate } в секунду…
        [few] Прочитано { $count } контакта, { $rate } в секунду…
       *[other] Прочитано { $count } контактов, { $rate } в секунду…
    }
cli-sync-read =
    { $count ->
        [one] Прочитан { $count } контакт, { $rate } в секунду.
        [few] Прочитано { $count } контакта, { $rate } в секунду.
       *[other] Прочитано { $count } контактов, { $rate } в секунду.
    }
cli-sync-done =
    { $count ->
        [one] Копия обновлена: { $count } контакт (новых { $new }, изменено { $changed }, исчезло { $gone }).
        [few] Копия обновлена: { $count } контакта (новых { $new }, изменено { $changed }, исчезло { $gone }).
       *[other] Копия обновлена: { $count } контактов (новых { $new }, изменено { $changed }, исчезло { $gone }).
    }
cli-sync-unreadable =
    { $count ->
        [one] { $count } контакт не читается; он хранится таким, каким пришёл.
        [few] { $count } контакта не читаются; они хранятся такими, какими пришли.
       *[other] { $count } контактов не читаются; они хранятся такими, какими пришли.
    }
cli-sync-unsettled = Список менялся, пока его читали: до следующего раза чего-то может не хватать.
cli-sync-vanishing =
    { $count ->
        [one] Аккаунт больше не показывает { $count } контакт из { $of }. Он остаётся в копии; --let-go уберёт его.
        [few] Аккаунт больше не показывает { $count } контакта из { $of }. Они остаются в копии; --let-go уберёт их.
       *[other] Аккаунт больше не показывает { $count } контактов из { $of }. Они остаются в копии; --let-go уберёт их.
    }
task-overdue-since = ПРОСРОЧЕНА: { $at }
part-vat-id = ИНН
part-kpp = КПП
field-address = Адрес
cli-no-copy = Копии аккаунта на этой машине ещё нет: сначала запустите «rolo sync --url http://127.0.0.1:8099» (токен в ROLO_TOKEN).
cli-which-copy = Копий несколько, выберите одну через --account: { $copies }.
cli-unknown-copy = --account { $given }: такой копии нет; есть { $copies }.
cli-copy-partial = Копия неполная: её дочитает «rolo sync».
cli-not-copied = Контакта { $id } нет в копии.
cli-no-phone = «{ $given }» — не телефон: нужно хотя бы три цифры.
cli-nothing-found = В копии ничего не найдено.
count-of = из { $count }
copy-as-of = данные { $at }
copy-copying = копирую { $count }
copy-rate = { $count }/с
badge-name = имя
badge-company = компания
badge-tag = тег
badge-phone = тел.
badge-email = почта
badge-messenger = чат
badge-account = аккаунт
vanishing-line = Аккаунт не показывает { $count } из { $of } контактов; они сохранены здесь. v/м — решить
vanishing-title = Контактов не стало
vanishing-said = Аккаунт больше не показывает { $count } из { $of } контактов. Это может быть ошибкой или сменой ваших прав, поэтому здесь они сохранены.
answer-keep-vanished = Пока сохранить
answer-let-go = Убрать из копии
notice-copy-failing = Копия не обновляется.
notice-refreshed = Копия обновлена.
notice-not-refreshed = Копия не обновлена.
notice-let-gone =
    { $count ->
        [one] Из копии убран { $count } контакт.
        [few] Из копии убрано { $count } контакта.
       *[other] Из копии убрано { $count } контактов.
    }
notice-not-let-go = Из копии ничего не убрано.
notice-not-asked = В самом аккаунте не искали.
key-take-suggestion = искать то, что предложено: другая раскладка, транслитерация
key-decide = решить о контактах, которых аккаунт больше не показывает
key-card-beside = показать или скрыть карточку рядом со списком или под ним
key-refresh = обновить копию из аккаунта
locked-by-kind = Такие поля здесь только видны; при сохранении они остаются как есть.
not-set = не задано
part-kind = Вид
part-name = Название
entity-company = юр. лицо
entity-sole = ИП
entity-unsaid = не указан
more-lines = … всего строк: { $count }
chosen-of = выбрано { $chosen } из { $count }
found-of = поиск: { $filter } · найдено { $count }
problem-number = Это не число; сохранить нельзя. Например: 1 200,50.
problem-day = Это не дата; сохранить нельзя. Например: 14.03.85, 14 мар, +3д, завтра.
problem-moment = Это не дата со временем; сохранить нельзя. Например: завтра 15:30.
problem-entity-name = Реквизитам нужно название: без него их не примут.
advice-understood = Будет сохранено: { $value }
advice-number = Число, например 1 200,50.
advice-day = Дата: 14.03.85, 14 мар, +3д, завтра; Ctrl+O — месяц.
advice-moment = Дата и время: 14.03.25 15:30, пт 9:00; Ctrl+O — месяц.
advice-url = Адрес сайта, например example.com.
advice-url-odd = Похоже, это не адрес сайта; сохранить можно.
advice-area = Несколько строк: Enter — новая, Ctrl+O — свой редактор.
advice-checkbox = Пробел — да или нет, ←→ — ещё и «не задано».
advice-one-option = ←→ или буквы — найти вариант, Пробел — выбрать, Ctrl+X — убрать.
advice-entity-kind = ←→ или Пробел: юр. лицо или ИП.
advice-several = Здесь несколько значений: Ctrl+T сделает из строки { $count }.
advice-required = Это поле просят заполнять; сохранить можно и без него.
advice-guessed = Поля аккаунта ещё не прочитаны: вид поля определён по данным.
context-form-options = Форма: варианты списка
hint-twin = открыть
key-open-twin = открыть контакт, у которого тот же номер или адрес; набранное остаётся черновиком
twin-of = Это уже есть (Ctrl+P — открыть): { $names }
problem-not-picked = Отсюда ничего не взято: выберите найденное (↓, Enter) или сотрите набранное.
advice-responsible = Enter или буквы — выбрать другого ответственного.
advice-company = Enter или буквы — другая компания, Ctrl+X — отвязать или оставить.
advice-link = Ctrl+X — отвязать или оставить, Enter — найти и привязать ещё.
advice-add-link = Enter или буквы — найти в аккаунте и привязать.
advice-pick = Часть названия или номер; ↓ и Enter — взять, Esc — не надо.
advice-pick-user = Часть имени; ↓ и Enter — взять, Esc — не надо.
advice-offer = Enter — взять это.
pick-first = + выбрать
pick-find = найти
pick-nothing = ничего не найдено
pick-new-company = новая компания «{ $name }»
pick-switched-off = отключён
pick-comes = будет привязано
pick-goes = будет отвязано
notice-nothing-to-undo = Отменять нечего.
hint-undo = отменить
key-undo = отменить последнюю правку в форме
would-be-sent = Будет отправлено, если контакт тем временем никто не изменит:
hint-differences = отличия
key-differences = показать, что изменено, и запрос, который это сохранит
group-contacts = Контакты
group-address = Адрес
group-additional = Дополнительно
group-links = Сделки и задачи
group-record = Запись
card-folded =
    { $count ->
        [one] и ещё { $count } пустое поле: z/я — показать
        [few] и ещё { $count } пустых поля: z/я — показать
       *[other] и ещё { $count } пустых полей: z/я — показать
    }
key-unfold = показать или скрыть пустые поля
hint-tab = вкладка
key-next-tab = следующая вкладка карты
key-previous-tab = предыдущая вкладка карты
key-tab-card = карта: поля контакта
key-tab-timeline = лента: задачи, заметки, звонки и письма
key-tab-links = связи: компания, сделки и покупатели
key-tab-raw = запись такой, какой её отдаёт аккаунт
tab-card = Карта
tab-timeline = Лента
tab-links = Связи
tab-raw = Как есть
timeline-tasks =
    { $count ->
        [one] { $count } открытая задача
        [few] { $count } открытые задачи
       *[other] { $count } открытых задач
    }
timeline-no-tasks = Открытых задач нет
timeline-notes = Что было
timeline-empty = Заметок, звонков и писем нет.
told-text = заметка
told-call-in = входящий звонок
told-call-out = исходящий звонок
told-mail = письмо
told-message-in = входящее сообщение
told-message-out = исходящее сообщение
told-task-result = результат задачи
told-service = от программы
told-other = событие { $number }
task-kind = задача вида { $number }
part-refused = Не показано.
links-none = Компания, сделки и покупатели не привязаны.
link-hidden = не видно
link-closed = закрыта
context-jot = Заметка или задача
context-jot-choice = Выбор в задаче
hint-note = заметка
hint-task = задача
hint-top = в начало
hint-colleagues = коллеги
hint-link = ссылка
hint-id = номер
hint-address = адрес
hint-name = имя
hint-email = почта
hint-phone = телефон
hint-done = выполнена
key-add-note = написать заметку
key-add-task = поставить задачу
key-complete-task = отметить ближайшую задачу выполненной
key-copy-phone = скопировать телефон; ещё раз — следующий
key-copy-mail = скопировать почту; ещё раз — следующую
key-copy-name = скопировать имя
key-copy-address = скопировать адрес
key-copy-id = скопировать номер контакта
key-colleagues = показать контакты той же компании
key-jot-send = отправить в аккаунт
key-jot-enter = следующее поле; в последнем — отправить
key-jot-back = назад; набранное останется на диске
jot-note = Заметка
jot-task = Новая задача
jot-done = Отметить выполненной
jot-text = Текст
jot-kind = Вид
jot-due = Срок
notice-tasks-loading = Задачи ещё читаются.
notice-no-task = Открытых задач нет.
notice-jot-kept = Набранное сохранено на диске.
notice-jot-empty = Сначала напишите текст.
notice-entered = Записано в аккаунт.
notice-not-entered = Не записано.
notice-nothing-to-copy = Копировать нечего: здесь этого нет.
notice-too-long-to-copy = Слишком длинно, чтобы копировать.
notice-copied = Отправлено в терминал: { $value }
notice-no-company = Компания не привязана.
fail-read-only = Аккаунт открыт только для чтения: ничего не отправлено. Чтобы менять, откройте его без --read-only (или без read_only в файле настроек).
cli-unbounded = --rate 0: без меры спрашивать можно только аккаунт на этой машине; скажите от 1 до 7.
cli-which-account = Аккаунтов несколько: выберите один через --account или назовите обычный в config.toml (account = "ИМЯ"): { $accounts }.
cli-unknown-account = Аккаунта «{ $given }» нет; есть: { $accounts }. Войти в новый: «rolo login».
cli-no-address = Какой аккаунт? Назовите его: «rolo login romashka.amocrm.ru».
cli-name-it = Имя «{ $name }» не годится или занято другим аккаунтом: дайте другое через --account.
cli-no-terminal-to-ask = Спросить некого: дайте токен через --token-stdin или ключ через --login и --key-stdin.
cli-nothing-typed = Секрет пуст: ничего не сделано.
cli-no-secret = Секрет аккаунта { $account } на этой машине не хранится (или уже стёрт), и спросить его некого: войдите снова («rolo login --account { $account }») или задайте ROLO_TOKEN.
cli-secret = Секрет аккаунта { $account } ({ $place }) недоступен: { $reason }
place-keyring = в связке ключей системы
place-kernel = в связке ключей ядра: до перезагрузки или нескольких дней без обращений
place-file = в файле, который читаете только вы
place-command = его даёт credential_command из файла настроек
place-asked = нигде: его спросят при каждом запуске
place-environment = из окружения (ROLO_TOKEN) или от systemd
ask-address = Адрес аккаунта (romashka, romashka.kommo.com или URL):
ask-login = E-mail пользователя, если входите по API-ключу; просто Enter — по токену:
ask-key = API-ключ (не показывается):
ask-token = Долгосрочный токен (не показывается):
ask-key-of = { $account }: API-ключ { $login } (не показывается):
ask-token-of = { $account }: токен (не показывается):
ask-file = Связки ключей здесь нет. Записать секрет в файл, который читаете только вы? Иначе его спросят при каждом запуске. [д/Н]
login-done = Вход выполнен: «{ $account }» ({ $address }), { $user }; имя здесь — { $name }. Секрет { $place }.
logout-done = Вы вышли из { $name }: секрет забыт.
logout-command = Вы вышли из { $name }; что названо в файле настроек (credential_command), осталось.
status-account = «{ $account }», { $user } ({ $address })
status-secret = секрет: { $place }
status-until = токен действует до { $when }
status-ended = токен истёк { $when }: получите новый и войдите снова («rolo login»)
status-read-only = только для чтения
status-copy = копия контактов: на { $when }
status-no-copy = полной копии контактов ещё нет
welcome-title = Первый запуск
welcome-said = rolo показывает контакты аккаунта amoCRM или Kommo. Здесь его ещё нет; с чего начать?
welcome-waiting = минуту…
begin-login = Войти в аккаунт amoCRM или Kommo
begin-demo = Попробовать на вымышленных контактах
begin-local = Завести свой аккаунт на этом компьютере
login-title = Вход
login-address = Адрес
login-way = Чем войти
login-user = Почта
login-key = Ключ API
login-token = Токен
way-token = долгосрочный токен
way-key = почта и ключ API
advice-address-of = romashka (на amocrm.ru), romashka.kommo.com или URL, например http://127.0.0.1:8099.
advice-way = ←→ выбирают. Токен аккаунты выдают сегодня, ключ API — прежний способ.
advice-user = Почта пользователя, чей это ключ API.
advice-key = Ключ есть в профиле пользователя. При вводе и вставке он не виден.
advice-token = В аккаунте: Настройки → Интеграции → ваша частная интеграция → Ключи и доступы. При вводе и вставке он не виден.
admitted-said = «{ $account }» ({ $address }) впускает вас: { $user }.
admitted-kept = Секрет лежит { $place }.
admitted-file = Хранилища ключей здесь нет. Записать секрет в файл, который прочтёте только вы?
answer-open = Открыть контакты
answer-ask-each-time = Нет, спрашивать при каждом запуске
answer-in-file = Да, записать в файл
notice-login-missing = Без этого не войти.
context-welcome = Первый запуск
context-login = Вход: текст
context-login-choice = Вход: способ
hint-log-in = войти
key-log-in = войти с тем, что введено
key-login-enter = следующий вопрос; в последнем — войти
key-login-back = назад; введённое останется до выхода
key-welcome-back = назад к вопросам входа
local-account = Мой аккаунт
local-user = Я
cli-local = «{ $name }» — аккаунт этого компьютера: ни входа, ни копии ему не нужно, просто откройте его («rolo --account { $name }»).
status-local = на этом компьютере, в { $folder }
doctor-settings = настройки
doctor-account = аккаунт
doctor-address = адрес
doctor-tls = шифрование
doctor-clock = часы
doctor-login = вход
doctor-rights = права
doctor-secret = секрет
doctor-keyring = связки ключей
doctor-files = файлы
doctor-copy = копия
doctor-size = окно
doctor-colours = цвета
doctor-utf8 = UTF-8
doctor-layout = клавиши
doctor-clipboard = буфер обмена
doctor-found = { $address }: адрес найден
doctor-not-found = { $address }: адрес не найден; проверьте имя, сеть и сервер имён (прокси называют в HTTPS_PROXY)
doctor-no-tls = не нужно: аккаунт на этом же компьютере
doctor-trusted = сертификату доверяют
doctor-clock-right = расходятся с часами аккаунта на { $count } с
doctor-clock-off = расходятся с часами аккаунта на { $count } с: поставьте часы этого компьютера (NTP)
doctor-let-in = «{ $account }» впускает: { $user }
doctor-rights-are = видеть { $view }, менять { $edit }, добавлять { $add }
doctor-no-rights = видеть { $view }, менять { $edit }, добавлять { $add }: право видеть контакты даёт администратор аккаунта
right-all = всё
right-group = своей группы
right-own = свои
right-none = нет
doctor-system-keyring = системы
doctor-kernel-keyring = ядра
doctor-no-copy = полной ещё нет; её сделает следующий запуск rolo
doctor-fresh-copy = на { $when }
doctor-old-copy = на { $when }: откройте rolo или выполните «rolo sync», чтобы обновить
doctor-open = { $path }: другие могут читать или менять; «chmod -R go=» оставит владельцу, для папки настроек — «chmod -R go-w»
doctor-open-more = и ещё { $count }
doctor-closed = всё, что хранит rolo, доступно только владельцу
doctor-large = { $columns }x{ $lines }
doctor-small = { $columns }x{ $lines }: с 60x20 видно больше, с 110x20 карточка стоит рядом со списком
doctor-many-colours = есть ({ $kind })
doctor-sixteen = шестнадцать, столько rolo и нужно ({ $kind })
doctor-no-colours = выключены в NO_COLOR или config.toml ({ $kind })
doctor-dumb = TERM — { $kind }: назовите там свой терминал, например xterm-256color
doctor-is-utf8 = есть ({ $locale })
doctor-no-utf8 = локаль — { $locale }: задайте в LANG локаль с UTF-8, например C.UTF-8, иначе буквы могут сломаться
doctor-by-position = действуют по месту, одинаково на латинской и русской раскладке
doctor-clipboard-sent = скопированное уходит в терминал (OSC 52); примет ли он — решают его настройки
doctor-clipboard-tmux = скопированное идёт через tmux (OSC 52); доходит с «set -g set-clipboard on» в tmux.conf
doctor-clipboard-screen = GNU screen не пропускает скопированное (OSC 52); tmux пропускает
way-code = код интеграции (OAuth)
login-client = ID интеграции
login-client-key = Её секрет. ключ
login-redirect = URL перехода
login-code = Код
advice-client = В аккаунте: Настройки → Интеграции → ваша интеграция → Ключи и доступы.
advice-client-key = Секретный ключ рядом с ID. При вводе и вставке он не виден.
advice-redirect = В точности как указано в интеграции.
advice-code = Код авторизации рядом с ключами или весь адрес, на который перешёл браузер. Действует 20 минут и один раз.
cli-code = Аккаунт не принял код: он действует 20 минут и один раз, а ID, ключ и URL перехода должны быть от той же интеграции. Получите новый код и попробуйте снова.
cli-grant-nowhere = Токены интеграции меняются каждый день, их нужно где-то хранить: согласитесь на файл или войдите с долгосрочным токеном.
ask-client-key = Секретный ключ интеграции (не виден):
ask-redirect = URL перехода интеграции:
ask-code = Код авторизации или адрес, на который перешёл браузер (не виден):
key-copy-link = скопировать адрес контакта в веб-интерфейсе
hint-call = позвонить
hint-mail = письмо
key-call = позвонить: вашей командой, а без неё номер показан крупно
key-mail = написать письмо: вашей командой, а без неё адрес показан
reach-call = Позвонить
reach-mail = Написать письмо
reach-runs = Enter запустит вашу команду с тем, что впереди.
reach-no-call = Чтобы звонить отсюда, назовите свою программу в config.toml: [commands] call.
reach-no-mail = Чтобы писать отсюда, назовите свою программу в config.toml: [commands] mail.
notice-no-phone = У этого контакта нет телефона.
notice-no-email = У этого контакта нет почты.
notice-not-handed-over = Передать это другой программе нельзя: наберите вручную.
notice-ran = Запущено: { $program }
notice-not-ran = Ваша команда не сработала. { $said }
jot-due-read = то есть
notice-jot-restored = Продолжаем то, что вы начали.
notice-jot-waits = Здесь есть начатая заметка или задача: a/ф — продолжить.
notice-jot-not-kept = Набранное НЕ записано на диск.
month-title = 
    { $month ->
        [1] Январь { $year }
        [2] Февраль { $year }
        [3] Март { $year }
        [4] Апрель { $year }
        [5] Май { $year }
        [6] Июнь { $year }
        [7] Июль { $year }
        [8] Август { $year }
        [9] Сентябрь { $year }
        [10] Октябрь { $year }
        [11] Ноябрь { $year }
       *[other] Декабрь { $year }
    }
month-week = Пн Вт Ср Чт Пт Сб Вс
context-month = Месяц
hint-today = сегодня
key-open-elsewhere = месяц для даты; свой редактор ($VISUAL, $EDITOR) для длинного текста или заметки
key-month-choose = взять день
key-month-left = предыдущий день
key-month-right = следующий день
key-month-up = на неделю назад
key-month-down = на неделю вперёд
key-month-back = на месяц назад
key-month-forth = на месяц вперёд
key-year-back = на год назад
key-year-forth = на год вперёд
key-month-first = первое число
key-month-last = последнее число
key-today = сегодня
key-month-back-out = назад; поле останется как было
notice-nothing-elsewhere = Ctrl+O открывает месяц для даты и свой редактор для длинного текста.
notice-no-editor = Назовите свой редактор в EDITOR, например: export EDITOR=nano
notice-not-composed = Редактор не сработал, текст остался как был. { $said }
cli-writable = { $path }: другие могут это изменить, а там названы и программы для запуска: пока «chmod o-w» не оставит его владельцу, ничего не делается.
ask-wipe = Удалить с этого компьютера и копию контактов? [д/Н]
logout-copy-stays = Копия контактов остаётся на этом компьютере; --wipe её удаляет.
logout-wiped = Копия контактов удалена.
logout-local = «{ $name }» больше не в списке; сам аккаунт остаётся в { $folder }.
logout-drafts-stay = { $count ->
        [one] Остаётся { $count } неотправленный черновик
        [few] Остаются { $count } неотправленных черновика
       *[other] Остаются { $count } неотправленных черновиков
    }: { $names }. Новый вход вернёт их, --drop-drafts выбросит.
logout-drafts-gone = { $count ->
        [one] Выброшен { $count } неотправленный черновик
        [few] Выброшены { $count } неотправленных черновика
       *[other] Выброшены { $count } неотправленных черновиков
    }: { $names }.
doctor-works = { $name } — работает
doctor-works-not = { $name } — нет
doctor-proxy = спрашивается через прокси из { $name }
