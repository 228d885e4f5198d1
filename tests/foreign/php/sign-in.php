<?php
// Not a program of the contacts page, but what its programs presuppose: logs in with a key, as the API's page on
// authorisation tells, and leaves the session in the cookie file that they read.
$user = array (
    'USER_LOGIN' => 'anna@demo.test' ,
    'USER_HASH' => 'demo-anna'
) ;
$link = 'http://' . getenv ( 'ROLO_ACCOUNT' ) . '/private/api/auth.php?type=json' ;
$curl = curl_init ( ) ;
curl_setopt ( $curl ,CURLOPT_RETURNTRANSFER, true ) ;
curl_setopt ( $curl ,CURLOPT_USERAGENT, 'amoCRM-API-client/1.0' ) ;
curl_setopt ( $curl ,CURLOPT_URL, $link ) ;
curl_setopt ( $curl ,CURLOPT_CUSTOMREQUEST, 'POST' ) ;
curl_setopt ( $curl ,CURLOPT_POSTFIELDS, json_encode ( $user ) ) ;
curl_setopt ( $curl ,CURLOPT_HTTPHEADER, array ( 'Content-Type: application/json' ) ) ;
curl_setopt ( $curl ,CURLOPT_HEADER, false ) ;
curl_setopt ( $curl ,CURLOPT_COOKIEFILE, dirname ( __FILE__ ) . '/cookie.txt' ) ;
curl_setopt ( $curl ,CURLOPT_COOKIEJAR, dirname ( __FILE__ ) . '/cookie.txt' ) ;
$out = curl_exec ( $curl ) ;
curl_close ( $curl ) ;
$Response = json_decode ( $out , true ) ;
return $Response [ 'response' ] [ 'auth' ] ;
