package cn.gulou.hub.compliance;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class ComplianceConfiguration {

    /** How the contract counts, for the policies that ask. */
    @Bean
    Segments segments(ComplianceSettings settings) {
        return settings.segments();
    }

    @Bean
    TwoPeopleOrder startPort() {
        return new PortOrder(PortOrder.START);
    }

    @Bean
    TwoPeopleOrder stopPort() {
        return new PortOrder(PortOrder.STOP);
    }

    /** Whose paper it rests on that the signature is used. */
    @Bean
    SignatureConsent signatureConsent(ComplianceSettings settings) {
        return new SignatureConsent(settings.signatureConsent());
    }
}
