<?php
// The first program of the contacts page («Пример интеграции», adding a contact), with the account's address and these
// slips of the page mended, nothing else:
// - three parts of the address are written `value: "…", subtype: "…"`, which is no PHP: `'value' => "…"`;
// - one bracket too many closes the array of contacts;
// - the quote before `_embedded'` is missing.
// It ends with `return`, so whoever requires it gets what it has to say.
$contacts [ 'add' ] = array (
    array (
      'name' => 'Александр Крылов' ,
      'responsible_user_id' => 504141 ,
      'created_by' => 504141 ,
      'created_at' => "1509051600" ,
      'tags' => "важный,доставка" ,
      'leads_id' => array (
         "45615" ,
         "43510"
      ) ,
      'company_id' => 30615 ,
      'custom_fields' => array (
          array (
            'id' => 4396817 ,
            'values' => array (
                array (
                  'value' => "Менеджер по продажам"
               )
            )
         ) ,
          array (
            'id' => 4396818 ,
            'values' => array (
                array (
                  'value' => "89990123456" ,
                  'enum' => "WORK"
               ) ,
                array (
                  'value' => "89997894561" ,
                  'enum' => "WORKDD"
               ) ,
                array (
                  'value' => "89991597532" ,
                  'enum' => "MOB"
               )
            )
         ) ,
          array (
            'id' => 4396819 ,
            'values' => array (
                array (
                  'value' => "example@example.moc" ,
                  'enum' => "WORK"
               )
            )
         ) ,
          array (
            'id' => 4396821 ,
            'values' => array (
                array (
                  'value' => "example.example" ,
                  'enum' => "SKYPE"
               )
            )
         ) ,
          array (
            'id' => 4400115 ,
            'values' => array (
                array (
                  'value' => "ул. Ленина, д. 1" ,
                  'subtype' => "address_line_1"
               ) ,
                array (
                  'value' => "Москва" ,
                  'subtype' => "city"
               ) ,
                array (
                  'value' => "101010" ,
                  'subtype' => "zip"
               ) ,
                array (
                  'value' => "RU" ,
                  'subtype' => "country"
               )
            )
         ) ,
          array (
            'id' => 4400116 ,
            'values' => array (
               "3692662" ,
               "3692663"
            )
         )
      )
   )
) ;
/* Теперь подготовим данные, необходимые для запроса к серверу */
$subdomain = 'test' ; #Наш аккаунт - поддомен
#Формируем ссылку для запроса
$link = 'http://' . getenv ( 'ROLO_ACCOUNT' ) . '/api/v2/contacts' ;
/* Нам необходимо инициировать запрос к серверу. Воспользуемся библиотекой cURL (поставляется в составе PHP). Подробнее о
работе с этой
библиотекой Вы можете прочитать в мануале. */
$curl = curl_init ( ) ; #Сохраняем дескриптор сеанса cURL
#Устанавливаем необходимые опции для сеанса cURL
curl_setopt ( $curl ,CURLOPT_RETURNTRANSFER, true ) ;
curl_setopt ( $curl ,CURLOPT_USERAGENT, 'amoCRM-API-client/1.0' ) ;
curl_setopt ( $curl ,CURLOPT_URL, $link ) ;
curl_setopt ( $curl ,CURLOPT_CUSTOMREQUEST, 'POST' ) ;
curl_setopt ( $curl ,CURLOPT_POSTFIELDS, json_encode ( $contacts ) ) ;
curl_setopt ( $curl ,CURLOPT_HTTPHEADER, array ( 'Content-Type: application/json' ) ) ;
curl_setopt ( $curl ,CURLOPT_HEADER, false ) ;
curl_setopt ( $curl ,CURLOPT_COOKIEFILE, dirname ( __FILE__ ) . '/cookie.txt' ) ; #PHP>5.3.6 dirname(__FILE__) -> __DIR__
curl_setopt ( $curl ,CURLOPT_COOKIEJAR, dirname ( __FILE__ ) . '/cookie.txt' ) ; #PHP>5.3.6 dirname(__FILE__) -> __DIR__
curl_setopt ( $curl ,CURLOPT_SSL_VERIFYPEER, 0 ) ;
curl_setopt ( $curl ,CURLOPT_SSL_VERIFYHOST, 0 ) ;
$out = curl_exec ( $curl ) ; #Инициируем запрос к API и сохраняем ответ в переменную
$code = curl_getinfo ( $curl ,CURLINFO_HTTP_CODE) ;
/* Теперь мы можем обработать ответ, полученный от сервера. Это пример. Вы можете обработать данные своим способом. */
$code = (int) $code ;
$errors = array (
  301 => 'Moved permanently' ,
  400 => 'Bad request' ,
  401 => 'Unauthorized' ,
  403 => 'Forbidden' ,
  404 => 'Not found' ,
  500 => 'Internal server error' ,
  502 => 'Bad gateway' ,
  503 => 'Service unavailable'
) ;
try
{
  #Если код ответа не равен 200 или 204 - возвращаем сообщение об ошибке
 if ( $code != 200 && $code != 204 ) {
    throw new Exception( isset ( $errors [ $code ] ) ? $errors [ $code ] : 'Undescribed error' , $code ) ;
  }
}
catch(Exception $E )
{
  die ( 'Ошибка: ' . $E -> getMessage ( ) .PHP_EOL. 'Код ошибки: ' . $E -> getCode ( ) ) ;
}
/*
 Данные получаем в формате JSON, поэтому, для получения читаемых данных,
 нам придётся перевести ответ в формат, понятный PHP
 */
$Response = json_decode ( $out , true ) ;
$Response = $Response ['_embedded']['items'];
$output='ID добавленных контактов: '.PHP_EOL;
foreach($Response as $v)
 if(is_array($v))
   $output.=$v['id'].PHP_EOL;
return $output;
