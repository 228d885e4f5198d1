//! How many connections there are, in all and of one address.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::server::limits::Limits;

/// The places that connections take.
#[derive(Debug, Clone, Default)]
pub(super) struct Places(Arc<Mutex<Taken>>);

#[derive(Debug, Default)]
struct Taken {
    all: usize,
    of: HashMap<IpAddr, usize>,
}

/// A place of a connection, free again with its end.
#[derive(Debug)]
pub(super) struct Place {
    places: Places,
    address: IpAddr,
}

impl Places {
    /// A place for a connection of this address, if there is one. Every address counts for itself, also those of IPv6 that
    /// only differ in their second half: on a network of one's own these are different machines.
    pub(super) fn take(&self, address: IpAddr, limits: &Limits) -> Option<Place> {
        let mut taken = self.taken();
        let of = taken.of.get(&address).copied().unwrap_or_default();
        if taken.all >= limits.connections || of >= limits.connections_of(address) {
            return None;
        }
        taken.all += 1;
        taken.of.insert(address, of + 1);
        Some(Place {
            places: self.clone(),
            address,
        })
    }

    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    /// Whose connection it is.
    pub(super) fn address(&self) -> IpAddr {
        self.address
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.places.taken();
        taken.all -= 1;
        if let Some(of) = taken.of.get_mut(&self.address) {
            *of -= 1;
            if *of == 0 {
                taken.of.remove(&self.address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_free_again_with_its_connection() {
        let limits = Limits {
            connections: 3,
            per_address: 2,
            ..Limits::default()
        };
        let places = Places::default();
        let [one, two, three]: [IpAddr; 3] =
            ["192.0.2.1", "192.0.2.2", "192.0.2.3"].map(|address| address.parse().unwrap());
        let first = places.take(one, &limits).unwrap();
        let second = places.take(one, &limits).unwrap();
        assert!(places.take(one, &limits).is_none());
        let third = places.take(two, &limits).unwrap();
        assert!(places.take(three, &limits).is_none());
        drop(first);
        assert!(places.take(three, &limits).is_some());
        assert!(places.take(one, &limits).is_some());
        drop((second, third));
        assert!(places.taken().of.is_empty() && places.taken().all == 0);
    }

    #[test]
    fn programs_of_this_machine_share_an_address_and_may_have_more() {
        let limits = Limits::default();
        for (address, many) in [
            ("192.0.2.1", 16),
            ("2001:db8::1", 16),
            ("127.0.0.1", 128),
            ("127.0.0.2", 128),
            ("::1", 128),
        ] {
            let address = address.parse().unwrap();
            let places = Places::default();
            let held: Vec<_> = std::iter::from_fn(|| places.take(address, &limits)).collect();
            assert_eq!(held.len(), many, "{address}");
        }
    }
}
