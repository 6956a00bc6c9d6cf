package org.synctoasync.jpa.library;

import jakarta.persistence.Basic;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToOne;
import jakarta.persistence.OrderBy;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The root of an inheritance hierarchy over several tables. */
@Entity
@Table(name = "lib_item")
@Inheritance(strategy = InheritanceType.JOINED)
public abstract class Item {
    @Id
    private Long id;

    private String title;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "author_id")
    private Person author;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "shelf_room", referencedColumnName = "room")
    @JoinColumn(name = "shelf_nr", referencedColumnName = "nr")
    private Shelf shelf;

    @OneToOne(mappedBy = "item", fetch = FetchType.LAZY)
    private Cover cover;

    @ManyToMany
    @JoinTable(
            name = "lib_item_topic",
            joinColumns = @JoinColumn(name = "item_id"),
            inverseJoinColumns = @JoinColumn(name = "topic_code"))
    @OrderBy("name")
    private Set<Topic> topics = new LinkedHashSet<>();

    @ElementCollection
    @CollectionTable(name = "lib_item_tag", joinColumns = @JoinColumn(name = "item_id"))
    @Column(name = "tag")
    @OrderColumn(name = "pos")
    private List<String> tags = new ArrayList<>();

    @ElementCollection
    @CollectionTable(name = "lib_item_note", joinColumns = @JoinColumn(name = "item_id"))
    @OrderBy("page")
    private List<Note> notes = new ArrayList<>();

    @Basic(fetch = FetchType.LAZY)
    private String blurb;

    public Long getId() {
        return id;
    }

    public String getTitle() {
        return title;
    }

    public void setTitle(String title) {
        this.title = title;
    }
}
