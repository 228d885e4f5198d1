//! The client against accounts that misbehave in every way that a good one never does.

mod crm {
    mod answers;
    mod contract;
    mod copies;
    mod faults;
    mod grants;
    mod limits;
    mod logins;
    mod oddities;
    mod secrets;
    mod support;
    mod tls;
    mod writes;
}
